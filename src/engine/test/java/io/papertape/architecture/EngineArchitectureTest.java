package io.papertape.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .importPath(Path.of(System.getProperty("papertape.root"), "src/engine/target/classes"));

  @TempDir Path folder;

  @Test
  void packagesUseOnlyEarlierPackages() {
    assertThat(ENGINE).isNotEmpty();
    PackageOrder.RULE.check(ENGINE);
  }

  @Test
  void theEngineGivesTheSameBytesEverywhere() {
    List<String> failures =
        DecisionPath.ALL.stream()
            .flatMap(rule -> rule.evaluate(ENGINE).getFailureReport().getDetails().stream())
            .toList();
    assertThat(failures).isEmpty();
  }

  @Test
  void anEarlierPackageThatUsesALaterOneIsFound() {
    String early = "package io.papertape.market; class Early { io.papertape.order.Late[] late; }";
    String late = "package io.papertape.order; public class Late {}";
    assertThat(failures(PackageOrder.RULE, Snippets.compile(folder, early, late)))
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).contains("io.papertape.market.Early.late"));
  }

  @Test
  void aLaterPackageMayUseAnEarlierOne() {
    String late =
        "package io.papertape.order.deep; class Late { io.papertape.market.Early early; }";
    String early = "package io.papertape.market; public class Early {}";
    assertThat(failures(PackageOrder.RULE, Snippets.compile(folder, early, late))).isEmpty();
  }

  @Test
  void aClassOutsideTheListedPackagesIsFound() {
    JavaClasses stray = Snippets.compile(folder, "package io.papertape.stray; class Stray {}");
    assertThat(failures(PackageOrder.RULE, stray))
        .containsExactly("Class outside the packages of the engine: io.papertape.stray.Stray");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.currentTimeMillis()",
        "System.nanoTime()",
        "java.time.Instant.now()",
        "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
        "java.util.function.Supplier<Object> s = java.time.ZonedDateTime::now",
        "java.time.Clock.systemUTC()",
        "new Date()",
        "java.time.ZoneId.systemDefault()"
      })
  void theWallClockIsFound(String statement) {
    assertFound(DecisionPath.NO_WALL_CLOCK, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Math.random()",
        "new Random()",
        "new SplittableRandom()",
        "java.util.concurrent.ThreadLocalRandom.current()",
        "UUID.randomUUID()",
        "java.util.random.RandomGenerator.getDefault()",
        "Collections.shuffle(new ArrayList<>())"
      })
  void anUnseededRandomIsFound(String statement) {
    assertFound(DecisionPath.NO_UNSEEDED_RANDOM, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new HashMap<String, String>()",
        "new HashSet<String>(3)",
        "java.util.function.Supplier<Object> s = HashMap::new",
        "Set.of(1, 2)",
        "Set.of(new Integer[] {1, 2})",
        "Map.of(1, 2, 3, 4)",
        "Set.copyOf(List.of(1, 2))",
        "Stream.of(1, 2).collect(Collectors.toSet())",
        "Stream.of(1, 2).collect(Collectors.toMap(i -> i, i -> i))",
        "Stream.of(1, 2).collect(Collectors.groupingBy(i -> i))"
      })
  void anUnorderedCollectionIsFound(String statement) {
    assertFound(DecisionPath.NO_UNORDERED_ITERATION, statement);
  }

  @Test
  void anOrderByIdentityIsFound() {
    assertFound(DecisionPath.NO_IDENTITY_ORDER, "new IdentityHashMap<String, String>()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exp(1)",
        "log(1)",
        "log10(1)",
        "pow(1, 2)",
        "sin(1)",
        "cos(1)",
        "tan(1)",
        "cbrt(1)",
        "asin(1)",
        "acos(1)",
        "atan(1)",
        "atan2(1, 2)",
        "sinh(1)",
        "cosh(1)",
        "tanh(1)",
        "hypot(1, 2)",
        "expm1(1)",
        "log1p(1)"
      })
  void mathThatIsNotBitExactIsFound(String call) {
    assertFound(DecisionPath.NO_INEXACT_MATH, "Math." + call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List.of(1).parallelStream()",
        "IntStream.range(0, 9).parallel()",
        "Arrays.parallelSort(new int[2])"
      })
  void aParallelStreamIsFound(String statement) {
    assertFound(DecisionPath.NO_PARALLEL_STREAM, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.URI.create(\"http://a\")",
        "java.nio.file.Path.of(\"a\")",
        "new java.io.File(\"a\")",
        "new ProcessBuilder(\"a\")",
        "Runtime.getRuntime().load(\"a\")",
        "System.getenv(\"A\")",
        "System.getProperty(\"a\")"
      })
  void whatReachesOutsideIsFound(String statement) {
    assertFound(DecisionPath.NOTHING_OUTSIDE, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Locale.getDefault()",
        "\"I\".toLowerCase()",
        "new java.text.DecimalFormat(\"0\")",
        "java.time.format.DateTimeFormatter.ofPattern(\"d\")"
      })
  void theLocaleOfTheMachineIsFound(String statement) {
    assertFound(DecisionPath.NO_LOCALE_OF_THE_MACHINE, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%d\".formatted(1)",
        "String.format(\"%d\", 1)",
        "System.out.printf(\"%d\", 1)",
        "new Formatter(new StringBuilder())"
      })
  void theJournalDoesNotFormatInTheLanguageOfTheMachine(String statement) {
    ArchRule rule = DecisionPath.NO_LOCALE_FORMAT_IN_THE_JOURNAL;
    assertThat(failures(rule, Snippets.statement(folder, "io.papertape.journal", statement)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Random(1)",
        "new SplittableRandom(1)",
        "new LinkedHashMap<String, String>()",
        "Set.of(1)",
        "Math.sqrt(2)",
        "StrictMath.exp(1)",
        "java.time.Instant.now(java.time.Clock.fixed(java.time.Instant.EPOCH, null))",
        "String.format(Locale.ROOT, \"%d\", 1)",
        "Stream.of(1).collect(Collectors.groupingBy(i -> i, TreeMap::new, Collectors.toList()))"
      })
  void whatIsTheSameEverywhereIsAllowed(String statement) {
    JavaClasses classes = Snippets.statement(folder, "io.papertape.journal", statement);
    assertThat(DecisionPath.ALL).allSatisfy(rule -> assertThat(failures(rule, classes)).isEmpty());
  }

  private void assertFound(ArchRule rule, String statement) {
    assertThat(failures(rule, Snippets.statement(folder, "io.papertape.market", statement)))
        .hasSize(1);
  }

  private static List<String> failures(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
