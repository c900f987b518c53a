package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.EntryKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EntryHeadTest {
  private static final String START =
      "{\"seq\":12,\"prev\":\"" + "ab".repeat(32) + "\",\"kind\":\"order-state\",";
  private static final String TIME = "2024-03-04T21:00:00.000000001Z";
  private static final String LINE = START + "\"time\":\"" + TIME + "\",\"cause\":-1,\"order\":2}";

  private final EntryHead head = new EntryHead();

  private boolean read(String line) {
    byte[] bytes = ("##" + line).getBytes(StandardCharsets.UTF_8);
    return head.read(bytes, 2, bytes.length - 2);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void itTellsKindCauseAndTime() {
    assertThat(read(LINE)).isTrue();
    assertThat(head.kind()).isEqualTo(EntryKind.ORDER_STATE);
    assertThat(head.cause()).isEqualTo(-1);
    assertThat(head.time()).isEqualTo(ascii(TIME));
    assertThat(head.isAt(ascii(TIME))).isTrue();
    assertThat(head.isAfter(ascii(TIME))).isFalse();
    assertThat(head.isAfter(ascii("2024-03-04T21:00:00.000000000Z"))).isTrue();
    assertThat(head.isAfter(ascii("2024-03-04T21:00:00.000000002Z"))).isFalse();
    assertThat(head.isAt(new byte[0])).isFalse();
  }

  @Test
  void everyKindIsKnown() {
    for (EntryKind kind : EntryKind.values()) {
      assertThat(read(LINE.replace("order-state", kind.text()))).isTrue();
      assertThat(head.kind()).isEqualTo(kind);
    }
  }

  @Test
  void theCauseIsANumber() {
    assertThat(read(LINE.replace("-1", "1234567890123"))).isTrue();
    assertThat(head.cause()).isEqualTo(1_234_567_890_123L);
  }

  @Test
  void aLineThatBeginsOtherwiseIsNotRead() {
    assertThat(read("")).isFalse();
    assertThat(read(LINE.replace("order-state", "orders"))).isFalse();
    assertThat(read(LINE.replace("\"seq\":12", "\"seq\":\"12\""))).isFalse();
    assertThat(read(LINE.replace("abab", "ab"))).isFalse();
    assertThat(read(LINE.replace("\"cause\"", "\"because\""))).isFalse();
    for (int length = 0; length <= LINE.indexOf("-1"); length++) {
      assertThat(read(LINE.substring(0, length))).as("length %d", length).isFalse();
    }
  }
}
