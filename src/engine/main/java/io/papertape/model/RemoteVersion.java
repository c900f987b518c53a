package io.papertape.model;

import java.util.List;

/// A version whose scores come from a server outside the process, which speaks the Open Inference
/// Protocol v2. What the server has learned is not known here: its answers are on the tape.
///
/// @param id             name of the version, such as `0001`
/// @param features       in the order of the columns that the server is sent, not scaled
/// @param trainedToNanos end of what the server's model was trained on, as its author states it
/// @param server         where it is asked
public record RemoteVersion(
    String id, List<Feature> features, long trainedToNanos, ModelServer server)
    implements ModelVersion {

  public RemoteVersion {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "Model looks at nothing: model=%s, features=0. Name one or more.".formatted(id));
    }
  }

  @Override
  public boolean isTrainingTime(long nanos) {
    return nanos <= trainedToNanos;
  }
}
