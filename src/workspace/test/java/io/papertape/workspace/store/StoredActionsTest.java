package io.papertape.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter.Mode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredActionsTest {
  private static final Origin ORIGIN = new Origin("UTC", "start", List.of(), List.of());
  private static final CorporateAction SPLIT = action("2024-06-10", "split", "10:1");
  private static final CorporateAction DIVIDEND = action("2024-06-11", "dividend", "0.01");

  @TempDir private Path home;
  private DataStore store;

  @BeforeEach
  void open() {
    store = DataStore.in(new Workspace(home));
    try (DataSetWriter writer = store.writer("us", Mode.CREATE)) {
      long one = FixedPoint.ONE;
      writer
          .series(Instrument.equity("NVDA"), Resolution.DAY, ORIGIN)
          .add(BarColumns.of(List.of(new Bar(0, 1, one, one, one, one, 5))));
      writer.commit();
    }
  }

  @Test
  void actionsComeBackInTheOrderTheyTakeEffect() {
    assertThat(store.actions("us", "NVDA").actions()).isEmpty();
    DataSet written = write(Mode.CREATE, DIVIDEND, SPLIT);

    assertThat(store.actions("us", "NVDA").actions()).containsExactly(SPLIT, DIVIDEND);
    assertThat(store.get("us")).isEqualTo(written);
  }

  @Test
  void hashCoversTheActionsAsDocumented() throws Exception {
    String before = store.get("us").hash();
    DataSet set = write(Mode.CREATE, SPLIT, DIVIDEND);

    String lines =
        "NVDA 1d 1 %s\n".formatted(set.series().getFirst().hash())
            + "action NVDA 2024-06-10 2024-06-10T04:00:00Z split 10:1\n"
            + "action NVDA 2024-06-11 2024-06-11T04:00:00Z dividend 0.01\n";
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
    assertThat(set.hash()).isEqualTo(HexFormat.of().formatHex(digest)).isNotEqualTo(before);
  }

  @Test
  void appendAddsAndReplaceReplaces() {
    write(Mode.CREATE, SPLIT);
    assertThat(write(Mode.APPEND, SPLIT, DIVIDEND).actions("NVDA").actions())
        .containsExactly(SPLIT, DIVIDEND);
    assertThat(write(Mode.REPLACE, DIVIDEND).actions("NVDA").actions()).containsExactly(DIVIDEND);
    assertThat(write(Mode.REPLACE).actions()).isEmpty();
  }

  @Test
  void appendedBarsLeaveTheActionsAsTheyAre() {
    write(Mode.CREATE, SPLIT);
    try (DataSetWriter writer = store.writer("us", Mode.APPEND)) {
      long one = FixedPoint.ONE;
      writer
          .series(Instrument.equity("NVDA"), Resolution.DAY, ORIGIN)
          .add(1, 2, one, one, one, one, 5);
      writer.commit();
    }
    assertThat(store.actions("us", "NVDA").actions()).containsExactly(SPLIT);
  }

  @Test
  void whatCannotBeIsRefusedAndTheStoreStays() {
    String hash = write(Mode.CREATE, SPLIT).hash();
    assertRefused(
        () -> write(Mode.CREATE, DIVIDEND),
        "Corporate actions exist already: dataSet=us, symbol=NVDA, actions=1. Add --append or"
            + " --replace.");
    assertRefused(
        () -> write(Mode.APPEND, action("2024-06-10", "split", "5:1")),
        "Two corporate actions of one kind and day: dataSet=us, symbol=NVDA, one=2024-06-10 split"
            + " 10:1, other=2024-06-10 split 5:1. Keep one of them; --replace puts new ones in"
            + " place of all.");
    assertRefused(
        () -> {
          try (DataSetWriter writer = store.writer("us", Mode.APPEND)) {
            writer.actions("AMD", new CorporateActions("AMD", List.of(SPLIT)));
            writer.commit();
          }
        },
        "Corporate actions without bars: dataSet=us, symbol=AMD. Import its bars first.");
    assertRefused(
        () -> store.actions("us", "AMD"),
        "No such symbol: dataSet=us, symbol=AMD. It holds: NVDA 1d.");
    assertThat(store.get("us").hash()).isEqualTo(hash);
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run).isInstanceOf(WorkspaceException.class).hasMessage(message);
  }

  private DataSet write(Mode mode, CorporateAction... actions) {
    try (DataSetWriter writer = store.writer("us", mode)) {
      writer.actions("NVDA", new CorporateActions("NVDA", List.of(actions)));
      return writer.commit();
    }
  }

  private static CorporateAction action(String date, String kind, String value) {
    LocalDate exDate = LocalDate.parse(date);
    long exTime = TradingCalendar.nyse().nanos(exDate.atStartOfDay());
    return ActionText.parse(exDate, exTime, kind, value);
  }
}
