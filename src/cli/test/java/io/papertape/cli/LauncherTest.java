package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the launcher in a folder of its own, with stand-ins for the JDKs and for Maven.
class LauncherTest {
  private static final String NO_JDK =
      "Papertape needs a JDK 25 or newer and found none: install Eclipse Temurin 25"
          + " (https://adoptium.net) or set JAVA_HOME to the folder of one.\n";
  private static final String QUARKUS = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";
  private static final String BUILDS = "Building Papertape (first run; about a minute) …\n";

  @TempDir Path folder;
  private LauncherStage stage;

  @BeforeEach
  void setUp() throws IOException {
    stage = new LauncherStage(folder);
  }

  @Test
  void findsTheNewJdkThoughTheDefaultIsOlder() throws Exception {
    Path old = stage.jdk("jdks/a17", "17.0.1");
    stage.jdk("jdks/b1.8", "1.8.0_402");
    Path found = stage.jdk("jdks/c25", "25.0.3");
    stage.set("JAVA_HOME", old.toString());
    stage.tool("java", old.resolve("bin/java"));
    assertThat(stage.run("jdk")).isEqualTo(new LauncherStage.Outcome(0, found + "\n", ""));
  }

  @Test
  void asksAJdkWithoutReleaseFileForItsVersion() throws Exception {
    Path old = stage.jdk("jdks/a21", "21");
    Path early = stage.jdk("jdks/b26", "26-ea");
    Files.delete(old.resolve("release"));
    Files.delete(early.resolve("release"));
    assertThat(stage.run("jdk").out()).isEqualTo(early + "\n");
  }

  @Test
  void prefersJavaHomeThenThePath() throws Exception {
    stage.jdk("jdks/25", "25");
    Path onPath = stage.jdk("elsewhere/26", "26");
    stage.tool("java", onPath.resolve("bin/java"));
    assertThat(stage.run("jdk").out()).isEqualTo(onPath + "\n");
    Path home = stage.jdk("elsewhere/my 27", "27");
    stage.set("JAVA_HOME", home.toString());
    assertThat(stage.run("jdk").out()).isEqualTo(home + "\n");
  }

  @Test
  void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
    Files.delete(stage.jdk("jdks/25", "25").resolve("bin/javac"));
    assertThat(stage.run("jdk")).isEqualTo(new LauncherStage.Outcome(3, "", NO_JDK));
  }

  @Test
  void saysWhatToInstallIfThereIsNoJdk() throws Exception {
    stage.jdk("jdks/24", "24.0.2");
    assertThat(stage.run("backtest")).isEqualTo(new LauncherStage.Outcome(3, "", NO_JDK));
  }

  @Test
  void saysWhatToInstallIfThereIsNoMaven() throws Exception {
    stage.jdk("jdks/25", "25");
    Files.delete(folder.resolve("bin/mvn"));
    assertThat(stage.run("backtest"))
        .isEqualTo(
            new LauncherStage.Outcome(
                3,
                "",
                "Papertape is built by Maven and found no mvn on the PATH: install Maven 3.8 or"
                    + " newer (https://maven.apache.org) and run the command again.\n"));
  }

  @Test
  void worksThroughALinkFromAnyFolderAndWithSpaces() throws Exception {
    stage.jdk("jdks/25", "25");
    Path links = Files.createDirectories(folder.resolve("more links"));
    Files.createSymbolicLink(links.resolve("one"), Path.of("../my tape/papertape"));
    Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));
    LauncherStage.Outcome outcome = stage.runFrom(links, "./two", "show", "a b", "*");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("-Dpapertape.root=" + stage.root() + "\n")
        .endsWith("\nio.papertape.cli.Main\nshow\na b\n*\n");
    assertThat(outcome.err()).startsWith(BUILDS).contains("\nBuilt in ");
  }

  @Test
  void buildsAgainOnlyWhenASourceChangesOrGoes() throws Exception {
    stage.jdk("jdks/25", "25");
    Path source = Files.writeString(stage.root().resolve("src/engine/main/A.java"), "a");
    stage.run("show");
    assertThat(stage.run("show").err()).isEmpty();
    assertThat(stage.builds()).hasSize(1);
    Files.writeString(source, "b");
    assertThat(stage.run("show").err()).startsWith("Building Papertape (its sources changed) …");
    Files.delete(source);
    stage.run("show");
    assertThat(stage.run("show").err()).isEmpty();
    assertThat(stage.builds()).hasSize(3);
  }

  @Test
  void theFirstRunBuildsOnlyTheCommandLineAndTestBuildsEverything() throws Exception {
    Path jdk = stage.jdk("jdks/25", "25");
    stage.run("show");
    stage.run("test", "-o");
    assertThat(stage.builds())
        .containsExactly(
            jdk + ": -B -ntp -pl src/cli -am -Dgates=off -Dmaven.test.skip=true package",
            jdk + ": -B -ntp --fail-at-end -o verify");
  }

  @Test
  void aLockLeftByADeadRunIsTakenOverWhereThereIsNoFlock() throws Exception {
    stage.jdk("jdks/25", "25");
    Files.deleteIfExists(folder.resolve("bin/flock"));
    Path left = Files.createDirectories(stage.root().resolve(".build/lock.d"));
    Files.writeString(left.resolve("pid"), "999999999\n");
    LauncherStage.Outcome outcome = stage.run("show");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).startsWith(BUILDS);
    assertThat(left).doesNotExist();
  }

  @Test
  void aFailedBuildNamesItsLog() throws Exception {
    stage.jdk("jdks/25", "25");
    Files.createFile(folder.resolve("fail"));
    Path log = stage.root().resolve(".build/build.log");
    assertThat(stage.run("show"))
        .isEqualTo(
            new LauncherStage.Outcome(
                3,
                "",
                BUILDS
                    + "[ERROR] it broke\n"
                    + "Building Papertape failed: log=%s. Mend what its lines with [ERROR] name"
                        .formatted(log)
                    + " and run the command again.\n"));
    assertThat(log).hasContent("[ERROR] it broke");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoFirstRunsAtOnceOneBuildsAndOneWaits(boolean flock) throws Exception {
    stage.jdk("jdks/25", "25");
    if (!flock) {
      Files.deleteIfExists(folder.resolve("bin/flock"));
    }
    Process first = stage.start(stage.root(), "./papertape", "show");
    Process second = stage.start(stage.root(), "./papertape", "show");
    List<LauncherStage.Outcome> both =
        List.of(LauncherStage.outcome(first), LauncherStage.outcome(second));
    assertThat(both).allSatisfy(outcome -> assertThat(outcome.code()).isZero());
    assertThat(both.stream().map(LauncherStage.Outcome::err))
        .contains("Waiting for another run of Papertape to finish the build …\n");
    assertThat(stage.builds()).hasSize(1);
  }

  @Test
  void theCacheIsMadeAnewWhenTheJdkChanges() throws Exception {
    Path jdk = stage.jdk("jdks/25", "25.0.3");
    Files.createFile(folder.resolve("cache"));
    assertThat(stage.run("show").out()).contains("-XX:AOTCache=");
    assertThat(stage.trainings()).hasSize(1);
    stage.run("show");
    assertThat(stage.trainings()).hasSize(1);
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.4\"\n");
    assertThat(stage.run("show").out()).contains("-XX:AOTCache=");
    assertThat(stage.trainings()).hasSize(2);
    assertThat(stage.builds()).hasSize(1);
  }

  @Test
  void theServiceHasACacheOfItsOwnFromARehearsal() throws Exception {
    stage.jdk("jdks/25", "25");
    Files.createFile(folder.resolve("cache"));
    String cache = "-XX:AOTCache=" + stage.root() + "/.build/service/app.";

    assertThat(stage.run("serve").out()).contains(cache).endsWith("\nserve\n");
    assertThat(stage.run("ledger", "rebuild").out()).contains(cache);
    assertThat(stage.trainings()).containsExactly("training rehearse");
  }

  @Test
  void everythingWorksWithoutACache() throws Exception {
    stage.jdk("jdks/25", "25");
    LauncherStage.Outcome outcome = stage.run("show");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).doesNotContain("-XX:AOTCache").endsWith("\nshow\n");
    stage.run("show");
    assertThat(stage.trainings()).hasSize(1);
  }

  /// Without it most trials of a sweep that fail the same way would not say where.
  @Test
  void whatIsThrownOftenKeepsItsPlace() throws Exception {
    stage.jdk("jdks/25", "25");
    assertThat(stage.run("sweep").out()).contains("\n-XX:-OmitStackTraceInFastThrow\n");
    assertThat(stage.run("serve").out()).contains("\n-XX:-OmitStackTraceInFastThrow\n");
  }

  @Test
  void theServiceIsBuiltOnItsOwnFirstUseAndOnlyThen() throws Exception {
    Path jdk = stage.jdk("jdks/25", "25");
    stage.run("show");
    LauncherStage.Outcome first = stage.run("serve", "--port", "8081");
    assertThat(first.err())
        .startsWith("Building the service of Papertape (first run; about a minute) …\n")
        .endsWith("Preparing fast starts of the service (once a build; half a minute) …\n");
    assertThat(first.out())
        .endsWith("/quarkus-run.jar\n" + QUARKUS + "\nserve\n--port\n8081\n")
        .contains("-Dpapertape.root=" + stage.root() + "\n");
    assertThat(stage.run("ledger", "rebuild"))
        .satisfies(again -> assertThat(again.err()).isEmpty())
        .satisfies(again -> assertThat(again.out()).endsWith(QUARKUS + "\nrebuild\n"));
    assertThat(stage.builds())
        .containsExactly(
            jdk + ": -B -ntp -pl src/cli -am -Dgates=off -Dmaven.test.skip=true package",
            jdk + ": -B -ntp -pl src/service -am -Dgates=off -Dmaven.test.skip=true package");
    Files.writeString(stage.root().resolve("src/service/pom.xml"), "changed");
    assertThat(stage.run("show").err()).isEmpty();
    assertThat(stage.run("serve").err())
        .startsWith("Building the service of Papertape (its sources changed) …\n");
  }

  @ParameterizedTest
  @CsvSource({
    "LC_ALL,C,C.UTF-8",
    "LANG,POSIX,C.UTF-8",
    "LANG,de_DE.UTF-8,",
    "LC_CTYPE,en_US.utf8,"
  })
  void aLocaleOfAnotherEncodingIsReplaced(String variable, String value, String all)
      throws Exception {
    stage.jdk("jdks/25", "25");
    stage.set(variable, value);
    stage.run("show");

    assertThat(stage.locales()).isNotEmpty().containsOnly("LC_ALL=" + Objects.toString(all, ""));
  }

  @Test
  void everyVerbOfTheLauncherIsInTheHelpOfTheCommandLine() throws Exception {
    StringWriter help = new StringWriter();
    PrintWriter out = new PrintWriter(help);
    Main.run(new Terminal(out, out), Map.of(), folder, "--help");
    List<String> verbs =
        Files.readAllLines(stage.root().resolve("papertape")).stream()
            .dropWhile(line -> !line.startsWith("case ${1:-}"))
            .filter(line -> line.matches("  [a-z-]+\\)"))
            .map(line -> line.strip().replace(")", ""))
            .toList();

    assertThat(verbs).contains("serve", "ledger", "test", "jdk");
    assertThat(verbs)
        .allSatisfy(verb -> assertThat(help.toString()).containsPattern("\n  " + verb + " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "serve", "ledger rebuild"})
  void aFailedCheckOfAnEmptyRepositoryShowsTheLogOfWhatWasBuilt(String verb) throws Exception {
    stage.jdk("jdks/25", "25");
    Files.createFile(folder.resolve("fail"));
    List<String> words = new ArrayList<>(List.of("check-empty-repository"));
    words.addAll(List.of(verb.split(" ", -1)));

    LauncherStage.Outcome outcome = stage.run(words.toArray(String[]::new));

    assertThat(outcome.code()).isEqualTo(3);
    // Once as the reason of the failure and once as the whole log.
    assertThat(outcome.err()).containsSubsequence("[ERROR] it broke", "log=", "[ERROR] it broke");
  }

  @Test
  void otherVerbsOfTheLedgerGoToTheCommandLine() throws Exception {
    stage.jdk("jdks/25", "25");
    assertThat(stage.run("ledger", "show").out())
        .endsWith("\nio.papertape.cli.Main\nledger\nshow\n");
    assertThat(stage.builds()).hasSize(1);
  }
}
