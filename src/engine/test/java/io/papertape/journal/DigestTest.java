package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final int ROWS = 5_000;

  private final ByteBuffer rows = ByteBuffer.allocate(1 << 20);
  private final Digest digest = new Digest(new KeptSha256());

  private void expect(long sequence, int instrument, int reasonCode, double... inputs) {
    rows.putLong(sequence).putInt(instrument).putInt(reasonCode);
    for (double input : inputs) {
      rows.putDouble(input);
    }
  }

  private String expected() {
    byte[] bytes = new byte[rows.position()];
    rows.get(0, bytes);
    return Sha256.hex(bytes);
  }

  @Test
  void aRowHoldsSequenceInstrumentReasonAndInputs() {
    expect(7, -1, 3);
    expect(8, 2, 0xFFFF_FFFF, 1.5, -0.0, Double.NaN);
    digest.row(7, -1, 3, new double[0], 0);
    digest.row(8, 2, 0xFFFF_FFFF, new double[] {1.5, -0.0, Double.NaN, 9}, 3);

    assertThat(digest.finishHex()).isEqualTo(expected());
  }

  @Test
  void rowsTogetherAreRowsOneByOne() {
    double[][] columns = {new double[ROWS + 3], new double[ROWS + 3]};
    for (int i = 0; i < ROWS + 3; i++) {
      columns[0][i] = i / 3.0;
      columns[1][i] = i % 7 == 0 ? Double.NaN : -i;
    }
    double[] further = {0.25, 17};
    for (int i = 0; i < ROWS; i++) {
      expect(100 + i, 4, 2, columns[0][3 + i], columns[1][3 + i], 0.25);
    }
    expect(100 + ROWS, 4, 1);
    digest.rows(100, 4, 2, columns, 3, 1, further, 1);
    digest.rows(101, 4, 2, columns, 4, ROWS - 1, further, 1);
    digest.row(100 + ROWS, 4, 1, further, 0);

    assertThat(digest.finishHex()).isEqualTo(expected());
  }

  @Test
  void aRowMayBeWiderThanABlock() {
    double[] inputs = new double[3_000];
    double[][] columns = new double[inputs.length][1];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = i;
      columns[i][0] = i;
    }
    expect(0, 0, 0, 1);
    expect(1, 0, 0, inputs);
    expect(2, 0, 0, inputs);
    expect(3, 0, 0, 1);
    digest.row(0, 0, 0, new double[] {1}, 1);
    digest.row(1, 0, 0, inputs, inputs.length);
    digest.rows(2, 0, 0, columns, 0, 1, new double[0], 0);
    digest.row(3, 0, 0, new double[] {1}, 1);

    assertThat(digest.finishHex()).isEqualTo(expected());
  }
}
