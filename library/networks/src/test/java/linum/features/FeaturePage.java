package linum.features;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import linum.features.Feature.Status;
import linum.features.FeatureList.Entry;

/// FEATURES.md as the lists and the code say it.
final class FeaturePage {

  private FeaturePage() {}

  /// What each name of a list is here.
  static List<Feature> features(FeatureList list) {
    Members members = Members.of(list.classes());
    return list.entries().stream().map(entry -> feature(entry, members)).toList();
  }

  private static Feature feature(Entry entry, Members members) {
    if (entry.spelling().equals("-")) {
      return new Feature(entry.name(), Status.DIFFERS, List.of(), entry.note());
    }
    List<String> found =
        entry.spelling().isEmpty() ? members.like(entry.name()) : members.spelled(entry.spelling());
    if (found.isEmpty()) {
      return new Feature(entry.name(), Status.NOT_YET, found, "");
    }
    Status status = entry.note().isEmpty() ? Status.HAVE : Status.DIFFERS;
    return new Feature(entry.name(), status, found, entry.note());
  }

  static String render(List<FeatureList> lists) {
    return """
    # What of JAX, Flax and Optax is here

    One row a name. *have*: called as there, `snake_case` as `camelCase`; *differs*: how is said; *not yet*: not
    written yet. A test keeps this page true: it looks every name up in the code. To write it anew:

        mvn -Pquick test -pl library/networks -am -Dtest=FeaturesTest -Dlinum.regenerate=true -Dsurefire.failIfNoSpecifiedTests=false

    | part | names | have | differs | not yet |
    |---|---:|---:|---:|---:|
    """
        + lists.stream().map(FeaturePage::summary).collect(joining())
        + lists.stream().map(FeaturePage::section).collect(joining());
  }

  private static String summary(FeatureList list) {
    List<Feature> features = features(list);
    return "| [%s](#%s) | %d | %d | %d | %d |\n"
        .formatted(
            list.title(),
            list.title()
                .replaceAll("[^A-Za-z0-9_ -]", "")
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT),
            features.size(),
            count(features, Status.HAVE),
            count(features, Status.DIFFERS),
            count(features, Status.NOT_YET));
  }

  private static long count(List<Feature> features, Status status) {
    return features.stream().filter(feature -> feature.status() == status).count();
  }

  private static String section(FeatureList list) {
    return "\n## "
        + list.title()
        + "\n\n| there | status | here |\n|---|---|---|\n"
        + features(list).stream().map(FeaturePage::row).collect(joining());
  }

  private static String row(Feature feature) {
    String members =
        feature.members().stream().map(member -> "`" + member + "`").collect(joining(", "));
    String separator = members.isEmpty() || feature.note().isEmpty() ? "" : ": ";
    return "| `%s` | %s | %s |\n"
        .formatted(feature.name(), feature.status().text(), members + separator + feature.note());
  }
}
