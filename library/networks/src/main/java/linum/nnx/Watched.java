package linum.nnx;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Pytree;
import org.jspecify.annotations.Nullable;

/// Copies of modules that tell of every call of their methods.
///
/// Their class is made here: it extends that of the module, and each method tells before and after
/// it does what it did. Final classes cannot be extended and are left as they are.
final class Watched {
  private static final ClassDesc HOOK = ClassDesc.of("java.util.function.BinaryOperator");
  private static final MethodTypeDesc APPLY = MethodTypeDesc.of(CD_Object, CD_Object, CD_Object);
  private static final DirectMethodHandleDesc CLASS_DATA =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of("java.lang.invoke.MethodHandles"), "classData", CD_Object);

  private Watched() {}

  /// A copy of an object that tells of its calls; the object itself if its class cannot be
  /// extended.
  ///
  /// @param hook is told of a call with the object, the name of the method and the arguments in an
  ///   array, and gives a token; and again with that token and the result
  static Pytree copy(Pytree p, BinaryOperator<@Nullable Object> hook) {
    Class<?> type = p.getClass();
    if (!(p instanceof Module) || Modifier.isFinal(type.getModifiers()) || type.isHidden()) {
      return p;
    }
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup())
              .defineHiddenClassWithClassData(bytes(type), hook, false);
      Object copy = blank(lookup.lookupClass());
      for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
        for (Field f : c.getDeclaredFields()) {
          if (!Modifier.isStatic(f.getModifiers())) {
            f.setAccessible(true);
            f.set(copy, f.get(p));
          }
        }
      }
      return (Pytree) copy;
    } catch (ReflectiveOperationException e) {
      return p; // its calls are not seen
    }
  }

  /// The class that a copy is of, as its user knows it.
  static Class<?> type(Pytree p) {
    return p.getClass().isHidden() ? p.getClass().getSuperclass() : p.getClass();
  }

  /// An object that no constructor has seen, as those who read stored objects make them.
  private static Object blank(Class<?> type) throws ReflectiveOperationException {
    Class<?> factories = Class.forName("sun.reflect.ReflectionFactory");
    Object factory = factories.getMethod("getReflectionFactory").invoke(null);
    Constructor<?> c =
        (Constructor<?>)
            factories
                .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(factory, type, Object.class.getDeclaredConstructor());
    return c.newInstance();
  }

  private static byte[] bytes(Class<?> type) {
    ClassDesc parent = type.describeConstable().orElseThrow();
    ClassDesc made = ClassDesc.of(type.getPackageName(), "Watched");
    return ClassFile.of()
        .build(
            made,
            b -> {
              b.withSuperclass(parent).withFlags(ClassFile.ACC_SYNTHETIC);
              methods(type)
                  .values()
                  .forEach(m ->
                      b.withMethodBody(
                          m.getName(),
                          descriptor(m),
                          m.getModifiers() & (ClassFile.ACC_PUBLIC | ClassFile.ACC_PROTECTED),
                          code -> body(code, parent, m)));
            });
  }

  private static MethodTypeDesc descriptor(Method m) {
    return MethodTypeDesc.ofDescriptor(
        java.lang.invoke.MethodType.methodType(m.getReturnType(), m.getParameterTypes())
            .descriptorString());
  }

  /// The methods that take something and give something, by name and parameters; those that
  /// override others in place of these.
  static Map<String, Method> methods(Class<?> type) {
    Map<String, Method> found = new LinkedHashMap<>();
    for (Class<?> c = type; c != Module.class && c != Object.class; c = c.getSuperclass()) {
      for (Method m : c.getDeclaredMethods()) {
        int flags = m.getModifiers();
        boolean seen =
            Modifier.isPublic(flags)
                || Modifier.isProtected(flags)
                || (!Modifier.isPrivate(flags) && c.getPackage().equals(type.getPackage()));
        if (seen
            && !Modifier.isStatic(flags)
            && !Modifier.isFinal(flags)
            && !Modifier.isAbstract(flags)
            && !m.isBridge()
            && m.getParameterCount() > 0
            && !m.getReturnType().isPrimitive()) {
          found.putIfAbsent(m.getName() + descriptor(m).descriptorString(), m);
        }
      }
    }
    return found;
  }

  /// `token = hook(this, name, arguments); result = super.m(…); hook(token, result)`.
  private static void body(CodeBuilder code, ClassDesc parent, Method m) {
    MethodTypeDesc type = descriptor(m);
    int n = type.parameterCount();
    int token = code.allocateLocal(TypeKind.REFERENCE);
    int result = code.allocateLocal(TypeKind.REFERENCE);
    hook(code);
    code.loadConstant(n + 2).anewarray(CD_Object);
    code.dup().loadConstant(0).aload(0).aastore();
    code.dup().loadConstant(1).ldc(m.getName()).aastore();
    for (int i = 0; i < n; i++) {
      code.dup().loadConstant(i + 2);
      parameter(code, type, i);
      box(code, type.parameterType(i));
      code.aastore();
    }
    code.aconst_null().invokeinterface(HOOK, "apply", APPLY).astore(token);
    code.aload(0);
    for (int i = 0; i < n; i++) {
      parameter(code, type, i);
    }
    code.invokespecial(parent, m.getName(), type).astore(result);
    hook(code);
    code.aload(token).aload(result).invokeinterface(HOOK, "apply", APPLY).pop();
    code.aload(result).areturn();
  }

  private static void hook(CodeBuilder code) {
    code.ldc(DynamicConstantDesc.ofNamed(CLASS_DATA, ConstantDescs.DEFAULT_NAME, CD_Object));
    code.checkcast(HOOK);
  }

  private static void parameter(CodeBuilder code, MethodTypeDesc type, int i) {
    code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
  }

  private static void box(CodeBuilder code, ClassDesc type) {
    if (type.isPrimitive()) {
      String name =
          switch (TypeKind.from(type)) {
            case BOOLEAN -> "Boolean";
            case BYTE -> "Byte";
            case CHAR -> "Character";
            case SHORT -> "Short";
            case INT -> "Integer";
            case LONG -> "Long";
            case FLOAT -> "Float";
            case DOUBLE -> "Double";
            case REFERENCE, VOID -> throw new IllegalArgumentException(type.displayName());
          };
      ClassDesc boxed = ClassDesc.of("java.lang", name);
      code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, type));
    }
  }
}
