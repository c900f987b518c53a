package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FrameException;
import io.papertape.live.session.IntakeRequests;
import io.papertape.live.session.VenueIntake;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.LinkEvent;
import io.papertape.live.transport.RequestBudget;
import io.papertape.live.transport.RequestPace;
import io.papertape.live.transport.RestRules;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Asks one simulated venue over HTTP, one request after another, at the pace of the real client.
final class VenueRequests implements IntakeRequests {
  private static final int REQUESTS_PER_MINUTE = 60;
  private static final long TIMEOUT = 10 * World.SECOND;

  private final World world;
  private final VenueServer server;
  private final ProcessClock clock;
  private final Scenario scenario;
  private final Consumer<LinkEvent> events;
  private final Venue venue;
  private final RequestPace pace;
  private final ArrayDeque<Request> line = new ArrayDeque<>();
  private final Set<String> fetching = new HashSet<>();
  private Optional<VenueIntake> intake = Optional.empty();
  private OptionalLong dateNanos = OptionalLong.empty();
  private boolean isBusy;
  private boolean isClosed;

  /// @param to takes the body; empty if there was none
  private record Request(URI address, Consumer<Optional<byte[]>> to) {}

  VenueRequests(
      World world,
      VenueServer server,
      ProcessClock clock,
      SplittableRandom random,
      Scenario scenario,
      Consumer<LinkEvent> events) {
    this.world = world;
    this.server = server;
    this.clock = clock;
    this.scenario = scenario;
    this.events = events;
    venue = server.dialect().venue();
    pace =
        new RequestPace(
            RestRules.STANDARD, new RequestBudget(REQUESTS_PER_MINUTE, World.MINUTE), random);
  }

  void tell(VenueIntake value) {
    intake = Optional.of(value);
  }

  void close() {
    isClosed = true;
  }

  @Override
  public void said(int connection, FeedEvent event) {
    events.accept(new LinkEvent.Said(connection, clock.stamp(), event));
  }

  @Override
  public void subscribe(int connection, List<Stream> streams) {
    events.accept(new LinkEvent.Subscribe(connection, clock.stamp(), streams));
  }

  @Override
  public void snapshot(int connection, String symbol) {
    Optional<URI> address = venue.bookSnapshot(symbol);
    if (address.isEmpty()) {
      events.accept(new LinkEvent.Renew(connection, clock.stamp()));
    } else if (fetching.add("book " + symbol)) {
      long sent = clock.stamp();
      ask(
          address.get(),
          body -> {
            fetching.remove("book " + symbol);
            body.map(bytes -> venue.readBookSnapshot(symbol, bytes))
                .ifPresent(
                    book -> intake.orElseThrow().snapshot(connection, book, sent, clock.stamp()));
          });
    }
  }

  @Override
  public void bars(int instrument, long fromNanos) {
    if (fetching.add("bars " + instrument)) {
      long sent = clock.stamp();
      long barNanos = scenario.manifest().instruments().get(instrument).barNanos();
      long from = fromNanos - Math.floorMod(fromNanos, barNanos);
      long end = sent - Math.floorMod(sent, barNanos);
      page(instrument, from, end, sent, new ArrayList<>());
    }
  }

  private void page(int instrument, long from, long end, long sent, List<BarState> bars) {
    if (from >= end) {
      fetching.remove("bars " + instrument);
      intake.orElseThrow().bars(instrument, bars, dateNanos, sent, clock.stamp());
      return;
    }
    TapeInstrument one = scenario.manifest().instruments().get(instrument);
    long to = Math.min(end, from + venue.barsPerRequest() * one.barNanos());
    ask(
        venue.bars(one.venueSymbol(), one.barNanos(), from, to).orElseThrow(),
        body -> {
          if (body.isPresent() && read(one, body.get(), from, to, bars)) {
            page(instrument, to, end, sent, bars);
          } else {
            fetching.remove("bars " + instrument);
            intake.orElseThrow().noBars(instrument, bars, from, clock.stamp());
          }
        });
  }

  private boolean read(TapeInstrument one, byte[] body, long from, long to, List<BarState> bars) {
    try {
      for (BarState bar : venue.readBars(one.venueSymbol(), one.barNanos(), body)) {
        if (bar.isFinal() && bar.openNanos() >= from && bar.closeNanos() <= to) {
          bars.add(bar);
        }
      }
      return true;
    } catch (FrameException _) {
      return false;
    }
  }

  @Override
  public void clock() {
    long sent = clock.stamp();
    Optional<URI> address = venue.clock();
    if (address.isEmpty()) {
      intake.orElseThrow().noClock(sent);
      return;
    }
    ask(
        address.get(),
        body -> {
          try {
            Venue.Reading reading = venue.readClock(body.orElseThrow(() -> noAnswer()));
            intake.orElseThrow().clock(reading, sent, clock.stamp());
          } catch (FrameException _) {
            intake.orElseThrow().noClock(clock.stamp());
          }
        });
  }

  private static FrameException noAnswer() {
    return new FrameException("No answer.");
  }

  private void ask(URI address, Consumer<Optional<byte[]>> to) {
    line.add(new Request(address, to));
    work();
  }

  private void work() {
    if (!isBusy && !line.isEmpty()) {
      isBusy = true;
      Request next = line.poll();
      attempt(next, pace.sendNanos(1, clock.stamp()));
    }
  }

  private void attempt(Request request, long atNanos) {
    long now = clock.stamp();
    if (pace.isTooLong(atNanos, now)) {
      end(request, Optional.empty());
      return;
    }
    world.in(Math.max(0, atNanos - now), () -> send(request));
  }

  private void send(Request request) {
    if (isClosed) {
      return;
    }
    pace.sent(1, clock.stamp());
    server.ask(request.address(), reply -> take(request, reply));
  }

  private void take(Request request, VenueServer.Reply reply) {
    if (isClosed) {
      return;
    }
    if (reply.status() == 200) {
      pace.answered();
      dateNanos = OptionalLong.of(reply.dateNanos());
      end(request, Optional.of(reply.body().getBytes(StandardCharsets.UTF_8)));
      return;
    }
    Reason reason =
        switch (reply.status()) {
          case 0 -> Reason.TIMED_OUT;
          case 429 -> Reason.RATE_LIMITED;
          default -> Reason.UNAVAILABLE;
        };
    long wait = reason == Reason.TIMED_OUT ? TIMEOUT : 0;
    world.in(wait, () -> failed(request, reason, reply.retryAfterNanos()));
  }

  private void failed(Request request, Reason reason, OptionalLong retryAfter) {
    long now = clock.stamp();
    OptionalLong retry =
        retryAfter.isPresent() ? OptionalLong.of(now + retryAfter.getAsLong()) : retryAfter;
    OptionalLong again = pace.failed(reason, retry, now);
    if (again.isEmpty()) {
      end(request, Optional.empty());
    } else {
      attempt(request, Math.max(again.getAsLong(), pace.sendNanos(1, now)));
    }
  }

  private void end(Request request, Optional<byte[]> body) {
    isBusy = false;
    if (!isClosed) {
      request.to().accept(body);
      work();
    }
  }
}
