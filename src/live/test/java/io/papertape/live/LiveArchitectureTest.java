package io.papertape.live;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.papertape.live.feed.BreaksTheRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The packages of `live` in their order, the clock where it belongs, and numbers without `double`.
class LiveArchitectureTest {
  private static final String ROOT = "io.papertape.live.";

  /// Each may use only those before it; a venue's own package comes after `venue`, and the catalog
  /// of all after these.
  private static final List<String> PACKAGES =
      List.of("feed", "book", "venue", "transport", "health", "tape", "session", "simulate");

  private static final ArchRule ORDER =
      classes()
          .should(
              new ArchCondition<>("use only packages before their own, of " + PACKAGES) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  checkOrder(type, events);
                }
              });

  private static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "transport..")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "reads the wall clock", LiveArchitectureTest::readsTheClock));

  private static final ArchRule NO_DOUBLE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "feed..", ROOT + "book..", ROOT + "venue..")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "takes a number through double", LiveArchitectureTest::meansDouble));

  /// Libraries that may be absent, each with the one package that names it.
  private static final ArchRule OPTIONAL_LIBRARIES_STAY_APART =
      CompositeArchRule.of(
              noClasses()
                  .that()
                  .resideOutsideOfPackage(ROOT + "transport.fix..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("quickfix..", "org.apache.mina.."))
          .and(
              noClasses()
                  .that()
                  .resideOutsideOfPackage(ROOT + "transport.kafka..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage("org.apache.kafka.."));

  private static final JavaClasses LIVE =
      new ClassFileImporter()
          .importPath(Path.of(System.getProperty("papertape.root"), "src/live/target/classes"));

  @Test
  void packagesUseOnlyEarlierPackages() {
    assertThat(LIVE).isNotEmpty();
    ORDER.check(LIVE);
  }

  @Test
  void onlyTheTransportReadsTheWallClock() {
    NO_WALL_CLOCK.check(LIVE);
  }

  @Test
  void noNumberPassesThroughDouble() {
    NO_DOUBLE.check(LIVE);
  }

  @Test
  void optionalLibrariesAreNamedByOnePackageEach() {
    OPTIONAL_LIBRARIES_STAY_APART.check(LIVE);
  }

  @Test
  void noClassOfAnOrderByFixIsInReach() {
    assertThatThrownBy(() -> Class.forName("quickfix.fix44.NewOrderSingle"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void eachRuleFindsCodeThatBreaksIt() {
    JavaClasses offender = new ClassFileImporter().importClasses(BreaksTheRules.class);
    for (ArchRule rule : List.of(ORDER, NO_WALL_CLOCK, NO_DOUBLE, OPTIONAL_LIBRARIES_STAY_APART)) {
      assertThat(rule.evaluate(offender).getFailureReport().getDetails())
          .as(rule.getDescription())
          .isNotEmpty()
          .allSatisfy(detail -> assertThat(detail).contains("BreaksTheRules"));
    }
  }

  private static void checkOrder(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (target.getPackageName().startsWith(ROOT) && rank(target) > rank(type)) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  private static int rank(JavaClass type) {
    String[] parts = type.getPackageName().substring(ROOT.length()).split("\\.", -1);
    int rank = PACKAGES.indexOf(parts[0]);
    assertThat(rank).as("place of package %s", type.getPackageName()).isNotNegative();
    int below = parts.length == 1 ? 0 : parts[1].equals("catalog") ? 2 : 1;
    return 3 * rank + below;
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      case "java.time.ZoneId" -> name.equals("systemDefault");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  private static boolean meansDouble(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getTarget().getName();
    return owner.equals("java.lang.Double")
        || name.equals("doubleValue")
        || name.equals("getDoubleValue")
        || name.equals("asDouble")
        || (owner.equals("io.papertape.market.FixedPoint")
            && (name.equals("of") || name.equals("toDouble")));
  }
}
