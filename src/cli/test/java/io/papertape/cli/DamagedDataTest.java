package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Stored rows that are not those imported are not handed on as sound, and hide nothing else.
class DamagedDataTest extends StagedCommands {
  @Test
  void damagedBarsAreNotExported() throws IOException {
    damage("synthetic/SYN1/1d");

    for (String file : new String[] {"bars.csv", "bars.parquet"}) {
      assertThat(run("data", "export", "synthetic", "--out", file)).isEqualTo(4);
      assertThat(err)
          .matches(
              "Stored bars are damaged: dataSet=synthetic, symbol=SYN1, resolution=1d,"
                  + " imported=[0-9a-f]{64}, found=[0-9a-f]{64}\\. Import them again with"
                  + " --replace\\.\n");
      assertThat(folder.resolve(file)).doesNotExist();
    }
    assertThat(run("data", "export", "synthetic")).isEqualTo(4);
    assertThat(out).doesNotContain("SYN1");
  }

  @Test
  void damagedQuotesAreNotExported() throws IOException {
    Files.writeString(
        folder.resolve("EURUSD.csv"), "time,bid,ask\n2024-01-02T10:00:00Z,1.1,1.1001\n");
    assertThat(run("data", "import", "EURUSD.csv")).isZero();
    damage("EURUSD/EURUSD/quote");

    assertThat(run("data", "export", "EURUSD", "--out", "quotes.csv")).isEqualTo(4);
    assertThat(err)
        .startsWith("Stored rows are damaged: dataSet=EURUSD, symbol=EURUSD, resolution=quote,");
    assertThat(folder.resolve("quotes.csv")).doesNotExist();
  }

  @Test
  void aDataSetThatCannotBeReadHidesNoOtherInTheList() throws IOException {
    assertThat(run("data", "generate", "--symbols", "1", "--days", "40", "--name", "a")).isZero();
    Path description = folder.resolve(".papertape/data/a/data-set.json");
    Files.writeString(description, "{");
    String problem =
        "Data set description cannot be read: file=%s. Delete its folder and import it again."
            .formatted(description);

    assertThat(run("data", "list")).isZero();
    assertThat(out.lines().toList())
        .hasSize(2)
        .first()
        .isEqualTo("a                        " + problem);
    assertThat(out).contains("\nsynthetic                2 series, ");
    assertThat(run("data", "list", "--json")).isZero();
    JsonNode sets = new ObjectMapper().readTree(out);
    assertThat(sets.get(0).get("name").asText()).isEqualTo("a");
    assertThat(sets.get(0).get("problem").asText()).isEqualTo(problem);
    assertThat(sets.get(1).get("series").size()).isEqualTo(2);
    assertThat(sets.get(1).has("problem")).isFalse();
  }

  private void damage(String series) throws IOException {
    Path rows = folder.resolve(".papertape/data").resolve(series).resolve("rows.1.tail.0");
    byte[] bytes = Files.readAllBytes(rows);
    bytes[bytes.length - Long.BYTES] ^= 1;
    Files.write(rows, bytes);
  }
}
