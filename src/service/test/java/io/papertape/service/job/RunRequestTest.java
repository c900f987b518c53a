package io.papertape.service.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRequestTest {
  private static final String ALL =
      """
      {"strategy":"cross","data":"us","symbols":["A","B"],"from":"2010-01-04","to":"2011-01-03",
       "set":{"fast":10,"ratio":0.50,"short":true,"data.benchmark":"SPY","list":["a"]},
       "preset":"papertape","cash":"5000","feesBps":1.5,"slippageBps":2}
      """;

  @Test
  void everythingTheCommandLineSaysCanBeSaid() {
    RunRequest request = RunRequest.read(ALL);
    assertThat(request.strategy()).isEqualTo("cross");
    assertThat(request.choices().data()).contains("us");
    assertThat(request.choices().symbols()).isEqualTo(List.of("A", "B"));
    assertThat(request.choices().from()).contains(LocalDate.parse("2010-01-04"));
    assertThat(request.choices().to()).contains(LocalDate.parse("2011-01-03"));
    assertThat(request.choices().set())
        .containsEntry("fast", "10")
        .containsEntry("ratio", "0.5")
        .containsEntry("short", "true")
        .containsEntry("list", "[\"a\"]");
    assertThat(request.choices().cash()).contains("5000");
    assertThat(request.choices().feesBps()).contains(1.5);
    assertThat(request.choices().slippageBps()).contains(2.0);
  }

  @Test
  void itIsReadAgainAsItWas() {
    RunRequest request = RunRequest.read(ALL);
    RunRequest again = RunRequest.read(request.json().toString());
    assertThat(again.json()).isEqualTo(request.json());
    assertThat(again.hash()).isEqualTo(request.hash());
    assertThat(RunRequest.read("{\"strategy\":\"cross\",\"cash\":1e4}").json().toString())
        .isEqualTo("{\"strategy\":\"cross\",\"cash\":\"10000\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | Body is no JSON object: type=ARRAY. Send {\"strategy\": \"NAME\"}.",
        "{} | Strategy is missing: key=strategy. Give its name or its folder.",
        "{\"strategy\":5} | Wrong value: strategy=5. Give a text.",
        "{\"strategy\":\"a\",\"datas\":1} | Unknown key: key=datas. Did you mean data?",
        "{\"strategy\":\"a\",\"symbols\":\"A\"} |"
            + " Wrong value: symbols=\"A\". Give a list such as [\"SYN1\"].",
        "{\"strategy\":\"a\",\"symbols\":[1]} |"
            + " Wrong value: symbols=[1]. Give a list such as [\"SYN1\"].",
        "{\"strategy\":\"a\",\"from\":\"2010-13-01\"} |"
            + " Wrong value: from=2010-13-01. Give a date such as 2010-01-04.",
        "{\"strategy\":\"a\",\"set\":[]} |"
            + " Wrong value: set=[]. Give an object such as {\"fast_bars\": \"10\"}.",
        "{\"strategy\":\"a\",\"set\":{\"x\":null}} | Wrong value: set.x=null. Give a value.",
        "{\"strategy\":\"a\",\"feesBps\":\"1\"} |"
            + " Wrong value: feesBps=\"1\". Give a number such as 2.5.",
        "{\"strategy\":\"a\",\"data\":\"x\",\"set\":{\"data.set\":\"y\"}} |"
            + " Said twice: data=x, set data.set=y. Leave one of them out.",
        "{\"strategy\":\"a\",\"feesBps\":1,\"set\":{\"execution.fees.bps\":2}} |"
            + " Said twice: feesBps=1.0, set execution.fees.bps=2. Leave one of them out.",
        "{\"strategy\":\"a\",\"strategy\":\"b\"} | Body is not JSON: at=line 1, column 27,"
            + " problem=Duplicate field 'strategy'. Mend it and send it again.",
        "{\"strategy\":\"a\"} x | Body is not JSON: at=line 1, column 18, problem=Unrecognized"
            + " token 'x': was expecting (JSON String, Number, Array, Object or token 'null',"
            + " 'true' or 'false'). Mend it and send it again.",
      })
  void whatIsWrongIsNamed(String body, String message) {
    assertThatThrownBy(() -> RunRequest.read(body))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  /// As a text of zeros it would fill the heap.
  @Test
  void aNumberOfAnyExponentStaysShort() {
    assertThat(RunRequest.read("{\"strategy\":\"cross\",\"cash\":1e2000000000}").choices().cash())
        .contains("1E+2000000000");
    assertThat(
            RunRequest.read("{\"strategy\":\"cross\",\"set\":{\"size\":1e-2000000000}}")
                .choices()
                .set())
        .containsEntry("size", "1E-2000000000");
  }
}
