package io.papertape.workspace.csv;

import io.papertape.market.AssetClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Options and packed files for tests of the import.
final class CsvFixtures {
  private CsvFixtures() {}

  static CsvOptions symbol(String symbol) {
    return new CsvOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of(symbol),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        OptionalDouble.empty(),
        false);
  }

  static CsvOptions with(
      CsvOptions from, Optional<ZoneId> zone, boolean strict, OptionalDouble maxMove) {
    return new CsvOptions(
        from.delimiter(),
        from.columns(),
        from.timeFormat(),
        zone,
        from.stampAtEnd(),
        from.resolution(),
        from.symbol(),
        from.like(),
        from.currency(),
        from.calendar(),
        strict,
        maxMove,
        from.round());
  }

  static CsvOptions like(CsvOptions from, AssetClass like) {
    return new CsvOptions(
        from.delimiter(),
        from.columns(),
        from.timeFormat(),
        from.zone(),
        from.stampAtEnd(),
        from.resolution(),
        from.symbol(),
        Optional.of(like),
        from.currency(),
        from.calendar(),
        from.strict(),
        from.maxMove(),
        from.round());
  }

  static CsvOptions stampedAtEnd(CsvOptions from) {
    return new CsvOptions(
        from.delimiter(),
        from.columns(),
        from.timeFormat(),
        from.zone(),
        true,
        from.resolution(),
        from.symbol(),
        from.like(),
        from.currency(),
        from.calendar(),
        from.strict(),
        from.maxMove(),
        from.round());
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static byte[] zip(String names, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (String name : names.split(",", -1)) {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
