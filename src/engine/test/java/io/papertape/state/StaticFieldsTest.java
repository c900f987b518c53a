package io.papertape.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shared.SharedTable;

/// Classes that a user wrote, each set in a class loader of its own.
class StaticFieldsTest {
  @TempDir private Path folder;

  /// A class `Mine` that counts with `step`.
  private Runnable mine(String members, String step, String others) throws Exception {
    Path file = folder.resolve("Mine.java");
    Files.writeString(
        file,
        """
        import java.util.*;
        public class Mine implements Runnable {
          private int count;
          %s
          public void run() {
            count++;
            %s
          }
        }
        %s
        """
            .formatted(members, step, others));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, file.toString()))
        .isZero();
    URL[] places = {folder.toUri().toURL()};
    URLClassLoader loader = new URLClassLoader(places, getClass().getClassLoader());
    return (Runnable) loader.loadClass("Mine").getConstructor().newInstance();
  }

  private static ObjectGraph graph(Object root) {
    return new ObjectGraph(List.of(root), List.of(), root.getClass().getClassLoader());
  }

  private String problem(String members, String step, String others) throws Exception {
    return graph(mine(members, step, others)).problem().map(Throwable::getMessage).orElse("");
  }

  @Test
  void constantsOfAllKindsAreKept() throws Exception {
    Runnable mine =
        mine(
            """
            enum Side { UP(1), DOWN(-1); final int sign; Side(int sign) { this.sign = sign; } }
            record Pair(Side side, List<String> names) {}
            static final Pair PAIR = new Pair(Side.UP, List.of("a", "b"));
            static final double[] WEIGHTS = {0.2, 0.3, 0.5};
            static final String[][] NAMES = {{"a"}, {"b"}};
            static final Map<Side, Integer> SIGNS = Map.of(Side.UP, 1);
            static final java.time.Duration HOUR = java.time.Duration.ofHours(1);
            static final java.util.function.DoubleUnaryOperator HALF = x -> x / 2;
            static final Comparator<String> ORDER = Comparator.naturalOrder();
            """,
            "count += (int) HALF.applyAsDouble(WEIGHTS[0] + SIGNS.size());",
            "");
    ObjectGraph graph = graph(mine);
    assertThat(graph.problem()).isEmpty();
    mine.run();
    assertThat(graph.take()).isNotEmpty();
  }

  @Test
  void anArrayIntoWhichIsWrittenIsNoConstant() throws Exception {
    for (String array : List.of("double[] ALL = {1}", "Object[] ALL = {\"\"}")) {
      Runnable mine = mine("static final " + array + ";", "ALL[0] = count * 2;", "");
      ObjectGraph graph = graph(mine);
      graph.take();
      mine.run();
      assertThatThrownBy(graph::take)
          .isInstanceOf(UnkeptStateException.class)
          .hasMessage("Static field ALL of Mine holds an array that changes");
      assertThat(graph.problem()).isPresent();
    }
  }

  @Test
  void anArrayThatIsLoadedForEverybodyIsNoConstant() {
    assertThat(graph(new SharedTable()).problem().orElseThrow())
        .hasMessage(
            "root is a shared.SharedTable, and static field TABLE of shared.SharedTable may"
                + " change");
  }

  @Test
  void classesWithStaticMethodsAloneAreLookedAt() throws Exception {
    assertThat(
            problem(
                "",
                "Far.touch(count);",
                "class Far { static void touch(int i) { Near.last = i; } }"
                    + " class Near { static int last; }"))
        .isEqualTo("root is a Mine, and static field last of Near may change");
    Runnable mine =
        mine("", "Far.ALL[0] = count;", "class Far { static final long[] ALL = new long[2]; }");
    ObjectGraph graph = graph(mine);
    mine.run();
    assertThatThrownBy(graph::take)
        .hasMessage("Static field ALL of Far holds an array that changes");
  }

  @Test
  void whatAConstantHoldsIsLookedAt() throws Exception {
    assertThat(problem("static final Mine ONE = new Mine();", "ONE.count++;", ""))
        .isEqualTo("root is a Mine, and static field ONE of Mine may change");
    assertThat(problem("enum Kind { A; int used; }", "Kind.A.used++;", ""))
        .isEqualTo("root is a Mine, and static field A of Mine$Kind may change");
    assertThat(
            problem(
                "record Box(List<String> all) {}"
                    + " static final Box BOX = new Box(new ArrayList<>());",
                "BOX.all().add(\"\");",
                ""))
        .isEqualTo("root is a Mine, and static field BOX of Mine may change");
    assertThat(problem("static final Set<Integer> SEEN = new TreeSet<>();", "SEEN.add(1);", ""))
        .isEqualTo("root is a Mine, and static field SEEN of Mine may change");
  }
}
