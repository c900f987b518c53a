package io.papertape.live.transport;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.ModelServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// One question to a model in the JSON of the Open Inference Protocol v2, and its answer: an FP64
/// tensor of `[rows, features]` in, one output of a number a row out. Anything else is a failure.
///
/// Numbers go out with as many digits as it takes to read them back to the bit, and come in as the
/// nearest double of their text, also where the output says FP32.
public final class InferenceCodec {
  private static final int MOST_WORDS = 160;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // What many a server writes: a score that is no number, instead of no JSON.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final ModelServer server;
  private final int rows;

  /// @param rows of the question
  public InferenceCodec(ModelServer server, int rows) {
    this.server = server;
    this.rows = rows;
  }

  /// The body of the request.
  public byte[] request(double[][] features) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(body)) {
      json.writeStartObject();
      json.writeArrayFieldStart("inputs");
      json.writeStartObject();
      json.writeStringField("name", "features");
      json.writeFieldName("shape");
      json.writeArray(new int[] {features.length, features[0].length}, 0, 2);
      json.writeStringField("datatype", "FP64");
      json.writeArrayFieldStart("data");
      for (double[] row : features) {
        for (double value : row) {
          json.writeNumber(value);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.toByteArray();
  }

  /// What the body of an answer says.
  public ModelAnswer read(byte[] body) {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (IOException e) {
      return failure(ModelFailure.BAD_ANSWER, String.valueOf(e.getMessage()));
    }
    if (root == null || !root.isObject() || !root.path("outputs").isArray()) {
      return failure(ModelFailure.BAD_ANSWER, "it has no list of outputs");
    }
    Optional<ModelAnswer> other = otherModel(root);
    if (other.isPresent()) {
      return other.get();
    }
    JsonNode outputs = root.get("outputs");
    if (outputs.size() != 1) {
      return failure(ModelFailure.WRONG_SHAPE, "outputs=" + outputs.size());
    }
    return readOutput(outputs.get(0));
  }

  private Optional<ModelAnswer> otherModel(JsonNode root) {
    String name = root.path("model_name").asText();
    String version = root.path("model_version").asText();
    boolean isOther =
        !name.equals(server.model())
            || !(server.version().isEmpty()
                || version.isEmpty()
                || version.equals(server.version()));
    return isOther
        ? Optional.of(
            failure(
                ModelFailure.WRONG_MODEL,
                "model_name=%s, model_version=%s".formatted(name, version)))
        : Optional.empty();
  }

  private ModelAnswer readOutput(JsonNode output) {
    String type = output.path("datatype").asText();
    JsonNode shape = output.path("shape");
    if (!(type.equals("FP64") || type.equals("FP32")) || !isOfRows(shape)) {
      return failure(
          ModelFailure.WRONG_SHAPE, "datatype=%s, shape=%s, rows=%d".formatted(type, shape, rows));
    }
    JsonNode data = output.path("data");
    if (!data.isArray()) {
      return failure(ModelFailure.BAD_ANSWER, "its output has no list of data");
    }
    return readScores(data);
  }

  /// `[rows]` or `[rows, 1]`.
  private boolean isOfRows(JsonNode shape) {
    boolean isColumn = shape.size() == 2 && isNumber(shape.get(1), 1);
    return shape.isArray() && (shape.size() == 1 || isColumn) && isNumber(shape.get(0), rows);
  }

  private static boolean isNumber(JsonNode node, int value) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() == value;
  }

  /// The protocol allows the data of a column to be nested too.
  private ModelAnswer readScores(JsonNode data) {
    if (data.size() != rows) {
      return failure(ModelFailure.WRONG_COUNT, "numbers=%d, rows=%d".formatted(data.size(), rows));
    }
    double[] scores = new double[rows];
    for (int i = 0; i < rows; i++) {
      JsonNode one = data.get(i);
      JsonNode value = one.isArray() && one.size() == 1 ? one.get(0) : one;
      scores[i] = value.isNumber() ? value.doubleValue() : Double.NaN;
      if (!Double.isFinite(scores[i])) {
        return failure(ModelFailure.NOT_A_NUMBER, "row=%d, value=%s".formatted(i, value));
      }
    }
    return new ModelAnswer.Scores(scores);
  }

  private static ModelAnswer failure(ModelFailure reason, String detail) {
    return new ModelAnswer.Failure(reason, shortened(detail));
  }

  /// A detail as long as a tape should keep: one line.
  static String shortened(String detail) {
    String line = detail.lines().findFirst().orElse("");
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS);
  }
}
