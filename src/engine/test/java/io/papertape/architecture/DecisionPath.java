package io.papertape.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// What engine code must not call, because two runs of one manifest must give the same bytes on
/// any machine, time zone, locale and core count.
final class DecisionPath {

  static final ArchRule NO_WALL_CLOCK =
      everywhere(
          "Take the time as an argument.",
          ForbiddenUse.of("java\\.lang\\.System", "currentTimeMillis|nanoTime"),
          ForbiddenUse.of("java\\.time\\..*", "now", parameters -> !parameters.contains("Clock")),
          ForbiddenUse.of("java\\.time\\.Clock", "system.*|tick(Millis|Seconds|Minutes)"),
          ForbiddenUse.of("java\\.time\\.InstantSource", "system"),
          ForbiddenUse.of("java\\.util\\.Date", "<init>", List::isEmpty),
          ForbiddenUse.of("java\\.util\\.(Gregorian)?Calendar", "<init>|getInstance"),
          ForbiddenUse.of("java\\.time\\.ZoneId", "systemDefault"),
          ForbiddenUse.of("java\\.util\\.TimeZone", "getDefault"));

  static final ArchRule NO_UNSEEDED_RANDOM =
      everywhere(
          "Take a seeded RandomGenerator as an argument.",
          ForbiddenUse.of("java\\.lang\\.(Strict)?Math", "random"),
          ForbiddenUse.of("java\\.util\\.(Splittable)?Random", "<init>", List::isEmpty),
          ForbiddenUse.of("java\\.util\\.concurrent\\.ThreadLocalRandom", "current"),
          ForbiddenUse.of("java\\.security\\.SecureRandom", "<init>|getInstance.*"),
          ForbiddenUse.of("java\\.util\\.UUID", "randomUUID"),
          ForbiddenUse.of("java\\.util\\.random\\.RandomGenerator(\\$.*)?", "of|getDefault"),
          ForbiddenUse.of("java\\.util\\.random\\.RandomGeneratorFactory", "create", List::isEmpty),
          ForbiddenUse.of("java\\.util\\.Collections", "shuffle", p -> p.size() == 1));

  static final ArchRule NO_UNORDERED_ITERATION =
      everywhere(
          "Take LinkedHashMap, TreeMap, EnumMap or List; for a copy wrap one as unmodifiable.",
          ForbiddenUse.of("java\\.util\\.((Weak)?HashMap|HashSet|Hashtable)", "<init>"),
          ForbiddenUse.of("java\\.util\\.concurrent\\.ConcurrentHashMap", "<init>|newKeySet"),
          ForbiddenUse.of("java\\.util\\.(Set|Map)", "copyOf|ofEntries"),
          ForbiddenUse.of("java\\.util\\.Set", "of", p -> p.size() > 1 || p.contains("Object[]")),
          ForbiddenUse.of("java\\.util\\.Map", "of", parameters -> parameters.size() > 2),
          ForbiddenUse.of(
              "java\\.util\\.stream\\.Collectors",
              "to(Unmodifiable)?Set|toUnmodifiableMap|toConcurrentMap|groupingByConcurrent"),
          ForbiddenUse.of("java\\.util\\.stream\\.Collectors", "toMap", p -> p.size() < 4),
          ForbiddenUse.of("java\\.util\\.stream\\.Collectors", "groupingBy", p -> p.size() < 3),
          ForbiddenUse.of("java\\.lang\\.System", "identityHashCode"));

  /// The walk through a graph of objects looks them up by identity, and never asks for an order.
  static final ArchRule NO_IDENTITY_ORDER =
      classes()
          .that()
          .resideOutsideOfPackage("io.papertape.state")
          .should(
              ForbiddenUse.avoid(
                  List.of(ForbiddenUse.of("java\\.util\\.IdentityHashMap", "<init>")),
                  "Take LinkedHashMap, TreeMap, EnumMap or List."))
          .allowEmptyShould(true);

  /// The methods of `Math` whose last bit the specification leaves open.
  static final ArchRule NO_INEXACT_MATH =
      everywhere(
          "Take StrictMath.",
          ForbiddenUse.of(
              "java\\.lang\\.Math",
              "a?(sin|cos|tan)|atan2|(sin|cos|tan)h|exp|expm1|log|log10|log1p|pow|cbrt|hypot"));

  static final ArchRule NO_PARALLEL_STREAM =
      everywhere(
          "One thread owns one simulation.",
          ForbiddenUse.of("java\\..*", "parallelStream"),
          ForbiddenUse.of("java\\.util\\.stream\\..*", "parallel|unordered"),
          ForbiddenUse.of("java\\.util\\.stream\\.StreamSupport", ".*", p -> p.contains("boolean")),
          ForbiddenUse.of("java\\.util\\.Arrays", "parallel.*"));

  static final ArchRule NO_LOCALE_OF_THE_MACHINE =
      everywhere(
          "Name Locale.ROOT.",
          ForbiddenUse.of("java\\.util\\.Locale", "getDefault"),
          ForbiddenUse.of("java\\.lang\\.String", "to(Lower|Upper)Case", List::isEmpty),
          ForbiddenUse.of("java\\.text\\..*Format", "get.*Instance", List::isEmpty),
          ForbiddenUse.of("java\\.text\\.DecimalFormat", "<init>", p -> p.size() < 2),
          ForbiddenUse.of(
              "java\\.time\\.format\\.DateTimeFormatter", "ofPattern", p -> p.size() < 2),
          ForbiddenUse.of("java\\.nio\\.charset\\.Charset", "defaultCharset"));

  /// Messages may be formatted in the language of the machine, bytes of the record never: `%d`
  /// writes other digits where the locale is Arabic, `%.2f` a comma where it is German.
  static final ArchRule NO_LOCALE_FORMAT_IN_THE_JOURNAL =
      classes()
          .that()
          .resideInAPackage("io.papertape.journal..")
          .should(
              ForbiddenUse.avoid(
                  List.of(
                      ForbiddenUse.of("java\\.lang\\.String", "formatted"),
                      ForbiddenUse.of(
                          "java\\.lang\\.String|java\\.io\\.Print(Stream|Writer)",
                          "format|printf",
                          p -> !p.contains("Locale")),
                      ForbiddenUse.of(
                          "java\\.util\\.Formatter", "<init>", p -> !p.contains("Locale"))),
                  "Append the values, or format with Locale.ROOT."))
          .allowEmptyShould(true);

  /// What a session decides follows from its tape alone, models included: nothing is asked of a
  /// file, a network, a process or the environment.
  static final ArchRule NOTHING_OUTSIDE =
      everywhere(
          "Take what is needed as an argument; the workspace reads files.",
          ForbiddenUse.of("java\\.net\\..*", ".*"),
          ForbiddenUse.of("java\\.nio\\.(file|channels)\\..*", ".*"),
          ForbiddenUse.of("java\\.io\\.(File.*|RandomAccessFile)", ".*"),
          ForbiddenUse.of("java\\.(sql|rmi)\\..*|javax\\..*", ".*"),
          ForbiddenUse.of("java\\.lang\\.Process.*", ".*"),
          ForbiddenUse.of("java\\.lang\\.Runtime", "exec|load.*"),
          ForbiddenUse.of("java\\.lang\\.foreign\\..*", ".*"),
          ForbiddenUse.of("java\\.lang\\.System", "getenv|getProperty|getProperties|in|load.*"));

  /// To put a state back is to make objects; nothing of it is asked for by a decision.
  static final ArchRule NO_REFLECTION =
      classes()
          .that()
          .resideOutsideOfPackage("io.papertape.state")
          .should(
              ForbiddenUse.avoid(
                  List.of(
                      ForbiddenUse.of(
                          "java\\.lang\\.reflect\\.(Method|Constructor)", "invoke|newInstance")),
                  "Take what is needed as an argument; the workspace reads files."))
          .allowEmptyShould(true);

  static final List<ArchRule> ALL =
      List.of(
          NOTHING_OUTSIDE,
          NO_REFLECTION,
          NO_WALL_CLOCK,
          NO_UNSEEDED_RANDOM,
          NO_UNORDERED_ITERATION,
          NO_IDENTITY_ORDER,
          NO_INEXACT_MATH,
          NO_PARALLEL_STREAM,
          NO_LOCALE_OF_THE_MACHINE,
          NO_LOCALE_FORMAT_IN_THE_JOURNAL);

  private DecisionPath() {}

  private static ArchRule everywhere(String wayOut, ForbiddenUse... uses) {
    return classes().should(ForbiddenUse.avoid(List.of(uses), wayOut)).allowEmptyShould(true);
  }
}
