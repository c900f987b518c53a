package io.papertape.workspace.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.parquet.ParquetColumn.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetWriterTest {
  private static final List<ParquetColumn> ALL =
      List.of(
          ParquetColumn.of("name", Kind.TEXT),
          ParquetColumn.of("fast", Kind.LONG),
          ParquetColumn.optional("sharpe", Kind.DOUBLE),
          ParquetColumn.of("price", Kind.DECIMAL),
          ParquetColumn.of("time", Kind.TIME));

  @TempDir private Path folder;

  @Test
  void everyKindComesBackExactly() throws IOException {
    Path file = folder.resolve("all.parquet");
    try (ParquetWriter out = ParquetWriter.create(file, ALL)) {
      out.text("a,\"b\" ü").number(5L).number(0.1).number(123_45678901L).number(1L).endRow();
      out.text("").number(Long.MIN_VALUE).none().number(-1L);
      out.number(1_700_000_000_123_456_789L).endRow();
    }

    assertThat(text(file))
        .isEqualTo(
            """
            name,fast,sharpe,price,time
            "a,""b"" ü",5,0.1,123.45678901,1970-01-01T00:00:00.000000001Z
            ,-9223372036854775808,,-0.00000001,2023-11-14T22:13:20.123456789Z
            """);
  }

  @Test
  void rowsOfManyGroupsStayInOrder() throws IOException {
    Path file = folder.resolve("many.parquet");
    int rows = 150_000;
    List<ParquetColumn> columns =
        List.of(ParquetColumn.of("n", Kind.LONG), ParquetColumn.optional("odd", Kind.TEXT));
    try (ParquetWriter out = ParquetWriter.create(file, columns)) {
      for (long i = 0; i < rows; i++) {
        out.number(i);
        (i % 2 == 0 ? out.none() : out.text("odd" + i)).endRow();
      }
    }

    String[] lines = text(file).split("\n");

    assertThat(lines).hasSize(rows + 1);
    for (int i = 0; i < rows; i++) {
      assertThat(lines[i + 1]).isEqualTo(i % 2 == 0 ? i + "," : i + ",odd" + i);
    }
  }

  @Test
  void aTableWithoutRowsIsAFile() throws IOException {
    Path file = folder.resolve("none.parquet");
    ParquetWriter.create(file, ALL).close();

    assertThat(text(file)).isEqualTo("name,fast,sharpe,price,time\n");
  }

  @Test
  void valuesMustFitTheirColumns() {
    try (ParquetWriter out = ParquetWriter.create(folder.resolve("bad.parquet"), ALL)) {
      assertThatThrownBy(() -> out.number(1L))
          .hasMessage(
              "Value does not fit its column: column=name, kind=TEXT. Give the values in order.");
      assertThatThrownBy(out::endRow)
          .hasMessage("Row is not whole: values=0, columns=5. Give one value a column.");
      assertThatThrownBy(out::none)
          .hasMessage("Value is missing: column=name. Make the column optional.");
    }
  }

  private static String text(Path file) throws IOException {
    try (ParquetText text = new ParquetText(file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      Files.delete(file);
    }
  }
}
