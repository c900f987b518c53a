package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaStrategyTest {
  private static final String CODE = FolderFixture.CODE;
  private static final String MINE =
      """
      import io.papertape.strategy.*;

      public class Mine implements Strategy {
        public Mine(Parameters parameters) {
          if (parameters.integer("bars") > 5) {
            throw new IllegalArgumentException("Too many: bars=6. Take 5.");
          }
        }
      }
      """;

  @TempDir Path home;

  private FolderFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new FolderFixture(home);
  }

  @Test
  void aStrategyIsCompiledOnceForEachStateOfItsSource() throws IOException {
    fixture.with("Mine.java", MINE);
    LoadedStrategy first = fixture.load(CODE);
    assertThat(first.create()).isNotSameAs(first.create());
    List<Path> compiled = compiled();
    fixture.load(CODE);
    assertThat(compiled()).isEqualTo(compiled).hasSize(1);
    fixture.with("Mine.java", MINE + "// changed\n");
    LoadedStrategy second = fixture.load(CODE);
    assertThat(compiled()).hasSize(2);
    assertThat(second.sources().get("Mine.java")).isNotEqualTo(first.sources().get("Mine.java"));
  }

  private List<Path> compiled() throws IOException {
    try (Stream<Path> folders = Files.list(fixture.workspace().home().resolve("classes"))) {
      return folders.sorted().toList();
    }
  }

  @Test
  void aCompiledStrategyNeedsNoCompiler() {
    fixture.with("Mine.java", MINE).load(CODE);
    StrategyFolder withoutCompiler = new StrategyFolder(fixture.workspace(), Optional::empty);
    assertThat(withoutCompiler.load(fixture.folder(), Map.of()).name()).isEqualTo("mine");
  }

  @Test
  void aRuntimeWithoutCompilerSaysWhatToDo() {
    fixture.with("Mine.java", MINE).with("strategy.yaml", CODE);
    StrategyFolder withoutCompiler = new StrategyFolder(fixture.workspace(), Optional::empty);
    assertThatThrownBy(() -> withoutCompiler.load(fixture.folder(), Map.of()))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.ENVIRONMENT))
        .hasMessage(
            ("No Java compiler: strategy=mine, java=%s. Run with a JDK 25 instead of a JRE, or"
                    + " write the strategy as rules in YAML.")
                .formatted(System.getProperty("java.home")));
  }

  @Test
  void anErrorOfTheCompilerNamesFileAndLine() {
    fixture.with("Mine.java", MINE.replace("integer", "integre"));
    assertThatThrownBy(() -> fixture.load(CODE))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.CONFIGURATION))
        .hasMessage(
            """
            Strategy does not compile:
            Mine.java:5: cannot find symbol
              symbol:   method integre(java.lang.String)
              location: variable parameters of type io.papertape.strategy.Parameters
            Mend the file and run the command again.\
            """);
  }

  @Test
  void parametersThatTheStrategyRefusesAreReportedAtLoad() {
    fixture.with("Mine.java", MINE);
    assertThatThrownBy(() -> fixture.load(CODE, Map.of("bars", "6")))
        .hasMessage(
            "Strategy refused to start: file=strategy.yaml, line=4, column=7, key=code, class=Mine,"
                + " cause=Too many: bars=6. Take 5.");
  }

  @Test
  void aParameterThatIsNotDeclaredIsReportedAtLoad() {
    fixture.with("Mine.java", MINE.replace("\"bars\"", "\"bras\""));
    assertThatThrownBy(() -> fixture.load(CODE))
        .hasMessage(
            "Strategy refused to start: file=strategy.yaml, line=4, column=7, key=code, class=Mine,"
                + " cause=No such parameter: name=bras, known=bars."
                + " Declare it under parameters in strategy.yaml.");
  }

  @Test
  void aClassWithoutItsFileNamesTheNearest() {
    fixture.with("Mine.java", MINE);
    assertThatThrownBy(() -> fixture.load(CODE.replace("Mine", "Mime")))
        .hasMessage(
            "No such Java file: file=strategy.yaml, line=4, column=7, key=code, value=Mime."
                + " Did you mean Mine?");
  }

  @Test
  void aClassWithoutAnyFileSaysWhereToPutIt() {
    assertThatThrownBy(() -> fixture.load(CODE))
        .hasMessage(
            "No such Java file: file=strategy.yaml, line=4, column=7, key=code, value=Mine."
                + " Put Mine.java beside strategy.yaml.");
  }

  @Test
  void aClassThatIsNoStrategyIsRefused() {
    fixture.with("Mine.java", "public class Mine {}");
    assertThatThrownBy(() -> fixture.load(CODE))
        .hasMessage(
            "Not a strategy: file=strategy.yaml, line=4, column=7, key=code, class=Mine."
                + " Declare it public and let it implement io.papertape.strategy.Strategy.");
  }

  @Test
  void aConstructorOfSomethingElseIsRefused() {
    fixture.with(
        "Mine.java",
        "public class Mine implements io.papertape.strategy.Strategy { public Mine(int n) {} }");
    assertThatThrownBy(() -> fixture.load(CODE))
        .hasMessage(
            "Strategy cannot be made: file=strategy.yaml, line=4, column=7, key=code, class=Mine."
                + " Give it a public constructor of Parameters or of nothing.");
  }

  @Test
  void rulesKeysBesideCodeAreRefused() {
    fixture.with("Mine.java", MINE);
    assertThatThrownBy(() -> fixture.load(CODE + "schedule: daily\n"))
        .hasMessage(
            "Key belongs to rules: file=strategy.yaml, line=5, column=11, key=schedule."
                + " Leave it out; the Java code decides when and on what.");
  }
}
