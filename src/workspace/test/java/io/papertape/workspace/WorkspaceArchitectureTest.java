package io.papertape.workspace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// The workspace is given the time; it reads it where a process begins, in `cli` and `service`.
class WorkspaceArchitectureTest {
  private static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "reads the wall clock", WorkspaceArchitectureTest::readsTheClock))
          .allowEmptyShould(true);

  @Test
  void theWorkspaceNeverReadsTheWallClock() {
    NO_WALL_CLOCK.check(
        new ClassFileImporter()
            .importPath(
                Path.of(System.getProperty("papertape.root"), "src/workspace/target/classes")));
  }

  @Test
  void eachWayToReadTheClockIsFound() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThat(NO_WALL_CLOCK.evaluate(offender).getFailureReport().getDetails()).hasSize(6);
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      case "java.util.Date" ->
          access instanceof JavaConstructorCall call
              && call.getTarget().getRawParameterTypes().isEmpty();
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      case "java.time.ZoneId" -> name.equals("systemDefault");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  /// Everything the rule forbids, once each.
  @SuppressWarnings("unused")
  private static final class Offender {
    private final long millis = System.currentTimeMillis();
    private final long nanos = System.nanoTime();
    private final Instant instant = Instant.now();
    private final Clock clock = Clock.systemUTC();
    private final ZoneId zone = ZoneId.systemDefault();

    @SuppressWarnings("JavaUtilDate")
    private final Object date = new java.util.Date();
  }
}
