package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Instances whose classes are their own.
class StrategyClassesTest {
  @TempDir private Path home;
  private FolderFixture fixture;
  private LoadedStrategy loaded;

  @BeforeEach
  void load() {
    fixture =
        new FolderFixture(home)
            .with(
                "Mine.java",
                """
                import io.papertape.strategy.*;

                public class Mine implements Strategy {
                  @Override
                  public String toString() {
                    return "made=" + Counter.next();
                  }
                }
                """)
            .with(
                "Counter.java",
                """
                final class Counter {
                  private static final int[] COUNT = new int[1];

                  static int next() {
                    return ++COUNT[0];
                  }
                }
                """);
    loaded = fixture.load(FolderFixture.CODE.replace("parameters: {bars: 4}\n", ""));
  }

  @Test
  void instancesApartShareNoStaticField() {
    Strategy live = loaded.create();
    assertThat(live).hasToString("made=1");
    assertThat(loaded.create()).hasToString("made=2");
    Strategy twin = loaded.createApart();
    assertThat(twin).hasToString("made=1");
    assertThat(loaded.createApart()).hasToString("made=1");
    assertThat(twin).hasToString("made=2");
    assertThat(live).hasToString("made=3");
    assertThat(twin.getClass().getClassLoader().getParent())
        .isSameAs(Strategy.class.getClassLoader());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  /// Weeks after a session began, its files may be gone, or be others.
  @Test
  void filesThatHaveChangedSinceMakeNoDifference() throws Exception {
    Strategy live = loaded.create();
    delete(fixture.workspace().home().resolve("classes"));
    fixture.with("Counter.java", "final class Counter { static int next() { return 99; } }");
    assertThat(live).hasToString("made=1"); // its second class is looked for now
    assertThat(loaded.createApart()).hasToString("made=1");
    assertThat(OutsideCalls.of(live.getClass())).isEmpty();
  }

  @Test
  void classesOfTwinsThatAreOverAreUnloaded() {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Strategy twin = loaded.createApart();
      assertThat(twin).hasToString("made=1");
      loaders.add(new WeakReference<>(twin.getClass().getClassLoader()));
      new io.papertape.state.ObjectGraph(List.of(twin), List.of(), twin.getClass().getClassLoader())
          .take();
    }
    for (int i = 0; i < 100 && loaders.stream().anyMatch(one -> !one.refersTo(null)); i++) {
      System.gc();
    }
    assertThat(loaders).allMatch(one -> one.refersTo(null));
  }
}
