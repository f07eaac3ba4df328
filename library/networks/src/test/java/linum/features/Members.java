package linum.features;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The public members of some classes and packages, by name.
///
/// @param qualified the names of those of classes, each with its class: `Jnp.einsum`, `Array.at`,
///   `DType.FLOAT32`
/// @param packages whose classes are looked up by name: `linum.linen`
record Members(List<String> qualified, List<String> packages) {

  /// The public methods, fields and nested types, inherited ones too, of those classes that exist;
  /// `linum.linen.*` stands for the classes of a package.
  static Members of(List<String> classNames) {
    List<String> all = new ArrayList<>();
    List<String> packages = new ArrayList<>();
    for (String className : classNames) {
      if (className.endsWith(".*")) {
        packages.add(className.substring(0, className.length() - 2));
      } else {
        load(className).forEach(type -> names(type).forEach(all::add));
      }
    }
    return new Members(List.copyOf(all), List.copyOf(packages));
  }

  /// The members that are the counterpart of `name`, which is written as there: `value_and_grad` is
  /// `valueAndGrad`, `debug.print` is `debugPrint`, and a constant `float32` is `FLOAT32`.
  List<String> like(String name) {
    String camel = camelCase(name);
    return named(camel, camel.toUpperCase(Locale.ROOT), name.toUpperCase(Locale.ROOT));
  }

  /// The members that are called so here, `switchOf`; or that one of another class,
  /// `linum.core.Indexer#set`.
  List<String> spelled(String spelling) {
    int mark = spelling.indexOf('#');
    return mark < 0
        ? named(spelling)
        : of(List.of(spelling.substring(0, mark))).named(spelling.substring(mark + 1));
  }

  private List<String> named(String... names) {
    List<String> wanted = Arrays.asList(names);
    Stream<String> members =
        qualified.stream()
            .filter(member -> wanted.contains(member.substring(member.indexOf('.') + 1)));
    Stream<String> types =
        packages.stream()
            .flatMap(p -> wanted.stream().distinct().map(name -> p + "." + name))
            .filter(name -> load(name).findAny().isPresent());
    return Stream.concat(members, types).toList();
  }

  static String camelCase(String name) {
    String[] words = name.split("[._]");
    StringBuilder camel = new StringBuilder(words[0]);
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      if (!word.isEmpty()) {
        camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return camel.toString();
  }

  private static Stream<Class<?>> load(String className) {
    try {
      Class<?> type = Class.forName(className, false, Members.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers()) ? Stream.of(type) : Stream.empty();
    } catch (ClassNotFoundException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> names(Class<?> type) {
    Stream<String> members =
        Stream.of(type.getMethods(), type.getFields())
            .flatMap(Arrays::stream)
            .filter(member -> member.getDeclaringClass() != Object.class)
            .map(Member::getName);
    Stream<String> types = nested(type).map(Class::getSimpleName);
    return new TreeSet<>(Stream.concat(members, types).toList())
        .stream().map(name -> type.getSimpleName() + "." + name);
  }

  // `getClasses` leaves out those of interfaces.
  private static Stream<Class<?>> nested(Class<?> type) {
    return Stream.concat(
        Arrays.stream(type.getClasses()),
        Arrays.stream(type.getInterfaces()).flatMap(Members::nested));
  }
}
