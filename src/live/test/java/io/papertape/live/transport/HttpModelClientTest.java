package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.LoopbackModel.Mode;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.RemoteVersion;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Questions to a server on loopback that speaks the protocol, well and otherwise.
class HttpModelClientTest {
  private static final double[][] ROWS = {{0.1, 0.25}, {-1.0 / 3, Double.MIN_VALUE}};
  private static final long PATIENCE = 20_000_000_000L;

  private final HttpModelClient client = new HttpModelClient();
  private LoopbackModel model;

  @BeforeEach
  void start() throws IOException {
    model = new LoopbackModel();
  }

  @AfterEach
  void stop() {
    client.close();
    model.close();
  }

  private ModelAnswer ask(RemoteVersion version) throws InterruptedException {
    return client.ask(version, ROWS).await(PATIENCE).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"WELL", "FP32", "NESTED"})
  void rowsOfAMomentAreAskedInOneRequest(Mode mode) throws Exception {
    model.behaving(_ -> mode);
    ModelAnswer answer = ask(model.version(5_000, "return(1)", "return(2)"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            ModelAnswer.Scores.class,
            scores ->
                assertThat(scores.values())
                    .containsExactly(0.1 + 0.25, -1.0 / 3 + Double.MIN_VALUE));
    assertThat(model.paths()).containsExactly("POST /v2/models/sum/versions/7/infer");
    assertThat(model.bodies())
        .containsExactly(
            "{\"inputs\":[{\"name\":\"features\",\"shape\":[2,2],\"datatype\":\"FP64\","
                + "\"data\":[0.1,0.25,-0.3333333333333333,4.9E-324]}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, BAD_STATUS, status=503",
    "REDIRECTS, BAD_STATUS, status=302",
    "NO_JSON, BAD_ANSWER, Unrecognized token 'score'",
    "NO_PROTOCOL, BAD_ANSWER, it has no list of outputs",
    "TOO_LARGE, BAD_ANSWER, mostBodyBytes=1048576",
    "NAN, NOT_A_NUMBER, 'row=0, value='",
    "HUGE, NOT_A_NUMBER, row=0",
    "NULL, NOT_A_NUMBER, 'row=0, value=null'",
    "WRONG_SHAPE, WRONG_SHAPE, 'datatype=FP64, shape=[3], rows=2'",
    "WRONG_TYPE, WRONG_SHAPE, 'datatype=INT64, shape=[2], rows=2'",
    "TWO_OUTPUTS, WRONG_SHAPE, outputs=2",
    "WRONG_COUNT, WRONG_COUNT, 'numbers=3, rows=2'",
    "OTHER_MODEL, WRONG_MODEL, 'model_name=product, model_version=7'",
    "OTHER_VERSION, WRONG_MODEL, 'model_name=sum, model_version=6'",
    "BREAKS, CONNECTION_BROKEN, IOException",
    "HANGS, TOO_LATE, timed out",
  })
  void whatIsNoAnswerSaysWhy(Mode mode, ModelFailure reason, String detail) throws Exception {
    model.behaving(_ -> mode);
    ModelAnswer answer = ask(model.version(200, "return(1)", "return(2)"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            ModelAnswer.Failure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.detail()).contains(detail).hasSizeLessThan(200);
            });
    assertThat(model.paths()).hasSize(1);
  }

  @Test
  void nobodyListensOrNobodyIsThere() throws Exception {
    String gone = model.url();
    model.close();
    for (String url : new String[] {gone, "http://no-such-host.invalid"}) {
      assertThat(ask(LoopbackModel.version(url, 5_000, "return(1)", "return(2)")))
          .isInstanceOfSatisfying(
              ModelAnswer.Failure.class,
              failure -> assertThat(failure.reason()).isEqualTo(ModelFailure.UNREACHABLE));
    }
  }

  @Test
  void whoAsksWaitsNoLongerThanItWants() throws Exception {
    model.behaving(_ -> Mode.HANGS);
    ModelClient.Pending pending = client.ask(model.version(10_000, "return(1)", "return(2)"), ROWS);
    assertThat(pending.await(1_000_000)).isEqualTo(Optional.empty());
    pending.cancel();
  }
}
