package io.papertape.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TidyTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));

  @Test
  void everyJavaSourceIsTidy() throws IOException {
    List<Path> sources = javaSources();
    assertThat(sources).hasSizeGreaterThan(10);
    List<String> texts = new ArrayList<>();
    for (Path source : sources) {
      texts.add(Files.readString(source));
    }
    List<Declarations> declarations = Declarations.parse(texts);
    assertThat(declarations).hasSameSizeAs(sources);
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String name = name(sources.get(i));
      Tidiness.ofJava(texts.get(i), declarations.get(i))
          .forEach(finding -> findings.add(name + ":" + finding));
    }
    printSizes(sources, texts, declarations);
    assertThat(findings).isEmpty();
  }

  @Test
  void otherTextNamesNoMachineAndNoRegistry() throws IOException {
    List<String> findings = new ArrayList<>();
    for (String start :
        List.of("pom.xml", "papertape", "README.md", "docs", ".ci", ".mvn", "src")) {
      for (Path file : files(ROOT.resolve(start))) {
        if ((start.equals("src") && !file.endsWith("pom.xml")) || isPicture(file)) {
          continue;
        }
        Tidiness.ofText(Files.readString(file)).forEach(f -> findings.add(name(file) + ":" + f));
      }
    }
    assertThat(findings).isEmpty();
  }

  private static boolean isPicture(Path file) {
    return file.toString().endsWith(".png");
  }

  @Test
  void everyPackageHasItsText() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path source : javaSources()) {
      if (!source.toString().contains("/main/java/")) {
        continue;
      }
      Path text = source.resolveSibling("package-info.java");
      if (!Files.exists(text)) {
        findings.add("Package without text: " + name(text));
      } else if (source.equals(text)) {
        Tidiness.ofPackageInfo(Files.readString(text))
            .forEach(finding -> findings.add(name(text) + ":" + finding));
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void aFileOf401LinesIsFound() {
    assertThat(Tidiness.ofJava("class A {}\n".concat("\n".repeat(399)))).isEmpty();
    assertThat(Tidiness.ofJava("class A {}\n".concat("\n".repeat(400))))
        .containsExactly("1: File is too long: lines=401.");
  }

  @Test
  void aMethodOf61LinesIsFound() {
    assertThat(Tidiness.ofJava("class A {\n  void run() {\n" + "\n".repeat(58) + "  }\n}"))
        .isEmpty();
    assertThat(Tidiness.ofJava("class A {\n  void run() {\n" + "\n".repeat(59) + "  }\n}"))
        .containsExactly("2: Method is too long: name=run, lines=61.");
  }

  @Test
  void aLineOf101ColumnsIsFound() {
    assertThat(Tidiness.ofJava("/".repeat(100))).isEmpty();
    assertThat(Tidiness.ofJava("/".repeat(101)))
        .containsExactly("1: Line is too long: columns=101.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class OrderUtil {}",
        "class OrderUtils {}",
        "record OrderHelper() {}",
        "interface OrderManager {}",
        "enum LedgerImpl {}",
        "class A { class OrderBase {} }",
        "class MarketData {}",
        "class OrderInfo {}",
        "abstract class AbstractOrder {}",
        "interface IOrder {}"
      })
  void aForbiddenTypeNameIsFound(String source) {
    assertThat(Tidiness.ofJava(source))
        .singleElement()
        .asString()
        .startsWith("1: Type name is forbidden: name=");
  }

  @Test
  void otherTypeNamesAreAllowed() {
    assertThat(Tidiness.ofJava("class MarketDataTest {} class Iteration {} class Basement {}"))
        .isEmpty();
  }

  @Test
  void openWorkPathsAndRegistriesAreFound() {
    assertThat(Tidiness.ofText("a\n// TO" + "DO later"))
        .containsExactly("2: Open work: text=TO" + "DO.");
    assertThat(Tidiness.ofText("see /ho" + "me/ann/x"))
        .containsExactly("1: Path of one machine: text=/ho" + "me/.");
    assertThat(Tidiness.ofText("http:" + "//10.0.0.1/nexus/x"))
        .containsExactly("1: Registry host: text=http:" + "//10.0.0.1/nexus/x.");
    assertThat(Tidiness.ofText("http://maven.apache.org/POM/4.0.0 src/ho" + "me/x")).isEmpty();
  }

  @Test
  void aPackageTextOfTwoOrElevenLinesIsFound() {
    assertThat(Tidiness.ofPackageInfo("/// a\n".repeat(3) + "package a;")).isEmpty();
    assertThat(Tidiness.ofPackageInfo("/// a\n".repeat(2) + "package a;"))
        .containsExactly("1: Package text must have 3 to 10 lines: lines=2.");
    assertThat(Tidiness.ofPackageInfo("/// a\n".repeat(11) + "package a;")).hasSize(1);
  }

  /// Half of the files should have at most 100 lines, nine in ten at most 250; half of the
  /// methods at most 8. A tendency to watch, not a gate.
  private static void printSizes(
      List<Path> sources, List<String> texts, List<Declarations> declarations) {
    List<Integer> files = new ArrayList<>();
    List<Integer> methods = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).toString().contains("/main/java/")) {
        files.add((int) texts.get(i).lines().count());
        declarations.get(i).methods().forEach(method -> methods.add(method.lines()));
      }
    }
    System.out.printf(
        "Sizes of main sources: files=%d, median=%d (100), ninth tenth=%d (250);"
            + " methods=%d, median=%d (8)%n",
        files.size(), part(files, 5), part(files, 9), methods.size(), part(methods, 5));
  }

  private static int part(List<Integer> sizes, int tenths) {
    int[] sorted = sizes.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * tenths / 10];
  }

  private static List<Path> javaSources() throws IOException {
    return files(ROOT.resolve("src")).stream()
        .filter(file -> name(file).matches("src/[^/]+/(main|test)/java/.*\\.java"))
        .toList();
  }

  private static List<Path> files(Path start) throws IOException {
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !name(file).contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString();
  }
}
