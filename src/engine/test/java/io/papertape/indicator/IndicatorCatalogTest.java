package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndicatorCatalogTest {
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    KnownColumns.all().forEach(known -> names.add(known.indicator().get().name()));
    return names;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameMakesTheIndicatorThatBearsIt(String name) {
    assertThat(IndicatorCatalog.create(name).name()).isEqualTo(name);
  }

  @Test
  void everyKindIsCheckedAgainstKnownColumns() {
    Set<String> kinds = new TreeSet<>();
    names().forEach(name -> kinds.add(name.substring(0, name.indexOf('('))));
    assertThat(kinds).isEqualTo(IndicatorCatalog.kinds());
  }

  @Test
  void spacesAndTheDefaultFieldAreRead() {
    assertThat(IndicatorCatalog.create(" sma( 10 , Close ) ").name()).isEqualTo("sma(10)");
    assertThat(IndicatorCatalog.create("bollinger(20,2.5,typical)").name())
        .isEqualTo("bollinger(20,2.5,typical)");
  }

  @Test
  void theDocumentListsEveryKind() throws IOException {
    String document =
        Files.readString(
            Path.of(System.getProperty("papertape.root", ".")).resolve("docs/indicators.md"));
    for (String kind : IndicatorCatalog.kinds()) {
      assertThat(document).contains("| `" + kind + "(");
    }
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheWayOut() {
    assertRefused("sma", "Not the name of an indicator: name=sma. Write it as sma(10).");
    assertRefused(
        "sma()", "Indicator lacks a parameter: name=sma(), given=0. See docs/indicators.md.");
    assertRefused(
        "sma(ten)",
        "Indicator parameter is not usable: name=sma(ten), parameter=ten. Give a whole number.");
    assertRefused(
        "bollinger(20,-2)",
        "Indicator parameter is not usable: name=bollinger(20,-2), parameter=-2."
            + " Give a number above 0.");
    assertRefused(
        "sma(10,bid)",
        "Indicator parameter is not usable: name=sma(10,bid), parameter=bid."
            + " Give open, high, low, close, typical or median.");
    assertRefused(
        "atr(14,high)",
        "Indicator has too many parameters: name=atr(14,high), parameter=high. Leave it out.");
    assertThatThrownBy(() -> IndicatorCatalog.create("smaa(10)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Unknown indicator: name=smaa(10). Known are %s.",
            String.join(", ", IndicatorCatalog.kinds()));
  }

  private static void assertRefused(String name, String message) {
    assertThatThrownBy(() -> IndicatorCatalog.create(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
