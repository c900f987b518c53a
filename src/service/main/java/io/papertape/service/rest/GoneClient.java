package io.papertape.service.rest;

import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.Arrays;

/// Tells what an answer fails with whose client has gone from what fails on our side.
final class GoneClient {
  private static final String NETWORK = "io.netty.channel.";

  private GoneClient() {}

  /// @param isClosed whether the connection is
  static boolean is(Throwable failure, boolean isClosed) {
    boolean isOfTransport = failure instanceof IOException || failure instanceof VertxException;
    return isOfTransport && (isClosed || isThrownByTheNetwork(failure));
  }

  /// A connection that breaks is known to be closed a moment later only.
  private static boolean isThrownByTheNetwork(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(NETWORK));
  }
}
