package io.papertape.service.rest;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Events for one listener, who looks at its own pace.
final class PacedEvents {
  private static final Duration PACE = Duration.ofMillis(100);

  private PacedEvents() {}

  /// @param next     what is new since the last look; on a worker thread
  /// @param hasEnded true once nothing more will come
  static Multi<OutboundSseEvent> of(
      Supplier<List<OutboundSseEvent>> next, BooleanSupplier hasEnded) {
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                Uni.createFrom()
                    .item(next)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .onItem()
                    .delayIt()
                    .by(PACE))
        .whilst(_ -> !hasEnded.getAsBoolean())
        .onItem()
        .<OutboundSseEvent>disjoint()
        .onFailure()
        .invoke(failure -> Log.error("A stream of events broke off.", failure));
  }
}
