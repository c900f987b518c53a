package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Colours of the style sheet against each other, as WCAG 2.2 measures them: 4.5 for text
/// (1.4.3), 3 for what must be seen to understand a drawing (1.4.11).
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;
  private static final List<String> SHADES =
      List.of("p0", "p1", "p2", "p3", "p4", "m0", "m1", "m2", "m3", "m4");

  private static String sheet = "";

  @BeforeAll
  static void readSheet() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// WCAG 2.2 names 21 for black on white; 4.54 is what #767676 on white is published with
  /// (webaim.org/articles/contrast), the darkest grey that just passes.
  @Test
  void theMeasureGivesPublishedRatios() {
    assertThat(ratio("#000000", "#ffffff")).isEqualTo(21.0);
    assertThat(Math.floor(ratio("#767676", "#ffffff") * 100) / 100).isEqualTo(4.54);
    assertThat(ratio("#777777", "#ffffff")).isLessThan(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textCanBeRead(String theme) {
    Map<String, String> colours = colours(theme);
    for (String ground : List.of("paper", "wash", "warn")) {
      assertContrast(theme, colours, "ink", ground, TEXT);
    }
    for (String ground : List.of("paper", "wash")) {
      assertContrast(theme, colours, "soft", ground, TEXT);
    }
    for (String shade : SHADES) {
      assertContrast(theme, colours, "ink", shade, TEXT);
    }
    assertContrast(theme, colours, "paper", "blue", TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void linesAndMarksCanBeSeen(String theme) {
    Map<String, String> colours = colours(theme);
    for (String ground : List.of("paper", "band")) {
      for (String line : List.of("blue", "orange", "grey")) {
        assertContrast(theme, colours, line, ground, GRAPHICS);
      }
    }
    assertContrast(theme, colours, "orange", "warn", GRAPHICS);
    for (String line : List.of("blue", "grey", "good", "doubt", "bad")) {
      assertContrast(theme, colours, line, "wash", GRAPHICS);
    }
  }

  /// The least of the heat map's shades is not taken for a pair that was not tried.
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyShadeOfTheMapIsMoreThanTheOneBefore(String theme) {
    Map<String, String> colours = colours(theme);
    double before = GRAPHICS;
    for (int shade = 0; shade < 10; shade++) {
      double contrast = ratio(colours.get("h" + shade), colours.get("paper"));
      assertThat(contrast).as("%s: h%d on paper", theme, shade).isGreaterThan(before);
      before = contrast * 1.15;
    }
  }

  /// A colour that comes to be used for text or lines must come into the checks above. What draws
  /// rules, grounds and shades is decoration.
  @Test
  void noOtherColourIsUsedForTextOrLines() {
    Set<String> used = new TreeSet<>();
    Matcher matcher =
        Pattern.compile("(?<![-a-z])(?:color|stroke|fill|outline|border[-a-z]*)\\s*:([^;}]*)")
            .matcher(sheet.replaceAll("\\.(grid|area[.a-z]*|range|h[0-9])[^}]*}", ""));
    while (matcher.find()) {
      Matcher names =
          Pattern.compile("var\\(--([a-z0-9]+)\\)|#[0-9a-f]{3,8}").matcher(matcher.group(1));
      while (names.find()) {
        used.add(names.group(1) == null ? names.group() : names.group(1));
      }
    }
    assertThat(used)
        .containsExactly(
            "bad", "blue", "doubt", "good", "grey", "ink", "orange", "paper", "rule", "soft");
  }

  private static void assertContrast(
      String theme, Map<String, String> colours, String front, String ground, double least) {
    assertThat(ratio(colours.get(front), colours.get(ground)))
        .as("%s: %s on %s", theme, front, ground)
        .isGreaterThanOrEqualTo(least);
  }

  /// The variables of the first block, or of the one for dark screens.
  private static Map<String, String> colours(String theme) {
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile(":root \\{([^}]*)}").matcher(sheet);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    assertThat(blocks).hasSize(2);
    Map<String, String> colours = new LinkedHashMap<>();
    Matcher one =
        Pattern.compile("--([a-z0-9]+): (#[0-9a-f]{6});")
            .matcher(blocks.get(theme.equals("light") ? 0 : 1));
    while (one.find()) {
      colours.put(one.group(1), one.group(2));
    }
    return colours;
  }

  private static double ratio(String one, String other) {
    double first = luminance(one) + 0.05;
    double second = luminance(other) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
