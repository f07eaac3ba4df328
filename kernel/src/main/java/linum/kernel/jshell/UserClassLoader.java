package linum.kernel.jshell;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.jspecify.annotations.Nullable;

/// Loads the classes that JShell compiles, after [CancellationWeaver] has been over them.
final class UserClassLoader extends URLClassLoader implements LoaderDelegate {
  private static final String SUFFIX = ".class";

  private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();
  private final CancellationWeaver weaver = new CancellationWeaver(this);
  private final SessionVariables variables;

  UserClassLoader(ClassLoader parent, SessionVariables variables) {
    super(new URL[0], parent);
    this.variables = variables;
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    boolean[] installed = new boolean[classes.length];
    try {
      for (ClassBytecodes next : classes) {
        compiled.put(next.name(), next.bytecodes());
      }
      for (int i = 0; i < classes.length; i++) {
        Class<?> loaded = loadClass(classes[i].name());
        variables.declaredBy(loaded);
        installed[i] = true;
      }
    } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
      throw new ClassInstallException("cannot load a class of this cell: " + e, installed);
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> loaded = findLoadedClass(name);
    byte[] bytes = compiled.get(name);
    if (loaded != null) {
      return loaded;
    }
    if (bytes == null) {
      return super.findClass(name);
    }
    byte[] woven = weaver.weave(bytes);
    return defineClass(name, woven, 0, woven.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    if (name.endsWith(SUFFIX)) {
      String className = name.substring(0, name.length() - SUFFIX.length()).replace('/', '.');
      byte[] bytes = compiled.get(className);
      if (bytes != null) {
        return new ByteArrayInputStream(bytes);
      }
    }
    return super.getResourceAsStream(name);
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    throw new UnsupportedOperationException("classes are replaced by new ones, not redefined");
  }

  @Override
  public void addToClasspath(String path) throws InternalException {
    try {
      for (String entry : path.split(File.pathSeparator, -1)) {
        addURL(new File(entry).toURI().toURL());
      }
    } catch (MalformedURLException e) {
      throw new InternalException("cannot add " + path + " to the class path: " + e);
    }
  }
}
