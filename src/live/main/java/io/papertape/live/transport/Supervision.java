package io.papertape.live.transport;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.transport.MutableLink.Phase;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Decides how the streams of one venue are kept alive: events in, actions out. It has no socket,
/// no thread and no clock but the times of the events, so one sequence of events and one seed give
/// one sequence of actions.
///
/// Events of a connection that has been given up are ignored; an event that is late is taken at
/// the time of the latest one.
public final class Supervision {
  private static final int NORMAL_CLOSURE = 1000;

  private final Venue venue;
  private final TransportRules rules;
  private final RandomGenerator random;
  private final ConnectPace pace;
  private final List<MutableLine> lines;
  private final TreeMap<Integer, MutableLink> links = new TreeMap<>();
  private final List<LinkAction> actions = new ArrayList<>();
  private long nowNanos = Long.MIN_VALUE;
  private int lastConnection;
  private boolean isRunning;
  private boolean isStopped;
  private boolean isInMaintenance;

  public Supervision(
      Venue venue, List<Stream> streams, TransportRules rules, RandomGenerator random) {
    this(venue, streams, rules, random, new ConnectPace());
  }

  /// @param pace shared with all that connect to the same host
  Supervision(
      Venue venue,
      List<Stream> streams,
      TransportRules rules,
      RandomGenerator random,
      ConnectPace pace) {
    this.pace = pace;
    this.venue = venue;
    this.rules = rules;
    this.random = random;
    this.lines = MutableLine.of(venue, streams);
  }

  /// Takes one event; the actions are to be carried out in their order.
  public List<LinkAction> on(LinkEvent event) {
    nowNanos = Math.max(nowNanos, event.atNanos());
    switch (event) {
      case LinkEvent.Start _ -> isRunning = !isStopped;
      case LinkEvent.Stop _ -> stop();
      case LinkEvent.Tick _ -> {}
      case LinkEvent.Opened e -> link(e.connection()).ifPresent(this::opened);
      case LinkEvent.OpenFailed e -> link(e.connection()).ifPresent(link -> openFailed(link, e));
      case LinkEvent.Heard e -> link(e.connection()).ifPresent(link -> heard(link, e));
      case LinkEvent.Pong _ -> lines.forEach(line -> line.answersPings = true);
      case LinkEvent.Closed e -> link(e.connection()).ifPresent(link -> closed(link, e));
      case LinkEvent.Broken e ->
          link(e.connection())
              .ifPresent(link -> lost(link, e.reason(), OptionalLong.empty(), e.detail()));
      case LinkEvent.Said e -> link(e.connection()).ifPresent(link -> said(link, e.event()));
      case LinkEvent.Subscribe e ->
          link(e.connection()).ifPresent(link -> again(link, e.streams()));
      case LinkEvent.Renew e -> link(e.connection()).ifPresent(link -> renew(link, Reason.ASKED));
    }
    onTime();
    if (actions.isEmpty()) {
      return List.of(); // as with nearly every frame that is heard
    }
    List<LinkAction> told = List.copyOf(actions);
    actions.clear();
    return told;
  }

  private void onTime() {
    if (links.size() == 1) {
      onTime(links.firstEntry().getValue());
    } else if (!links.isEmpty()) {
      List.copyOf(links.values()).forEach(this::onTime);
    }
    if (isRunning) {
      for (MutableLine line : lines) {
        onTime(line);
      }
    }
  }

  /// When [LinkEvent.Tick] is due at the latest; `Long.MAX_VALUE`: not before another event.
  public long nextNanos() {
    long next = MutableLink.NEVER;
    for (MutableLink link : links.values()) {
      next = Math.min(next, link.nextNanos(rules));
    }
    for (MutableLine line : lines) {
      if (isRunning && line.wantsLinkNanos() != MutableLink.NEVER) {
        next = Math.min(next, Math.max(line.wantsLinkNanos(), openNanos(line)));
      }
      next = Math.min(next, overlapEndsNanos(line));
    }
    return next;
  }

  /// Stopped, and no connection is left.
  public boolean isOver() {
    return isStopped && links.isEmpty();
  }

  private void opened(MutableLink link) {
    if (link.phase != Phase.OPENING) {
      return;
    }
    isInMaintenance = false;
    link.open(nowNanos, venue, venue.subscribe(link.line.streams));
    long life = venue.limits().connectionLife().toNanos();
    if (life > 0) {
      long lead = Math.min(rules.renewalLead().toNanos(), life / 4);
      link.renewNanos = nowNanos + life - lead + random.nextLong(lead / 2 + 1);
    }
  }

  private void openFailed(MutableLink link, LinkEvent.OpenFailed failure) {
    lost(link, failure.reason(), failure.retryAfterNanos(), failure.detail());
  }

  private void heard(MutableLink link, LinkEvent.Heard heard) {
    if (!link.isOpen()) {
      return;
    }
    boolean wasPinged = link.pingedNanos != MutableLink.NEVER;
    link.heard(heard.atNanos(), heard.isMessage());
    if (link.phase == Phase.SUBSCRIBING && heard.isMessage() && link.isSubscribed()) {
      link.phase = Phase.LIVE;
      link.liveNanos = nowNanos;
      tell(link, State.LIVE, Reason.MESSAGE_CAME, "");
    } else if (link.phase == Phase.LIVE && wasPinged) {
      tell(link, State.LIVE, Reason.HEARD_AGAIN, "");
    }
  }

  private void said(MutableLink link, FeedEvent event) {
    if (!link.isOpen()) {
      return;
    }
    switch (event) {
      case FeedEvent.Ping(var answer) -> link.answer(answer);
      case FeedEvent.VenueState(var state, var message) -> {
        switch (state) {
          case MAINTENANCE -> {
            isInMaintenance = true;
            tell(link, State.MAINTENANCE, Reason.VENUE_MAINTENANCE, message);
          }
          case ONLINE -> {
            if (isInMaintenance && link.phase == Phase.LIVE) {
              tell(link, State.LIVE, Reason.VENUE_ONLINE, message);
            }
            isInMaintenance = false;
          }
          case CLOSING -> renew(link, Reason.VENUE_CLOSING);
          case LIMITED -> {}
        }
      }
      default -> {}
    }
  }

  private void again(MutableLink link, List<Stream> streams) {
    if (!link.isOpen()) {
      return;
    }
    if (venue.refusesFrames()) {
      streams.forEach(one -> link.subscribe(venue.subscribe(List.of(one))));
    } else {
      link.subscribe(venue.subscribe(streams));
    }
  }

  private void renew(MutableLink link, Reason reason) {
    if (link.isOpen() && link.renewNanos > nowNanos) {
      link.renewNanos = nowNanos;
      link.renewReason = reason;
    }
  }

  private void closed(MutableLink link, LinkEvent.Closed close) {
    String detail = "code=%d, reason=%s".formatted(close.code(), close.detail());
    if (link.phase == Phase.CLOSING) {
      links.remove(link.connection);
    } else {
      lost(link, LinkReasons.ofClose(close.code()), OptionalLong.empty(), detail);
    }
  }

  private void lost(MutableLink link, Reason reason, OptionalLong retryAfter, String detail) {
    links.remove(link.connection);
    if (link.phase == Phase.CLOSING) {
      return;
    }
    MutableLine line = link.line;
    line.links.remove(link);
    if (link.liveNanos != MutableLink.NEVER
        && nowNanos - link.liveNanos >= rules.steadyAfter().toNanos()) {
      line.failures = 0;
    }
    tell(link, State.LOST, reason, detail);
    if (line.wantsLink(nowNanos)) {
      backOff(line, isInMaintenance ? Reason.VENUE_MAINTENANCE : reason, retryAfter);
    }
  }

  /// A venue that tells when to come again, is in maintenance or limits us means all lines.
  private void backOff(MutableLine line, Reason reason, OptionalLong retryAfter) {
    long delay = rules.backoff().nanos(line.failures, random);
    boolean isPause = LinkReasons.isOfVenue(reason);
    if (isPause && retryAfter.isEmpty()) {
      long pause = rules.maintenancePause().toNanos();
      delay = pause / 2 + random.nextLong(pause / 2 + 1);
      pace.leaveAlone(nowNanos + delay);
    } else if (retryAfter.isPresent()) {
      pace.leaveAlone(nowNanos + retryAfter.getAsLong());
    }
    line.failures++;
    line.openNanos = nowNanos + delay;
    line.openReason = Reason.RETRY;
    boolean isDown = isPause && reason != Reason.RATE_LIMITED;
    actions.add(
        new LinkAction.Tell(
            new FeedChange(
                venue.name(),
                line.index,
                0,
                isDown ? State.MAINTENANCE : State.BACKING_OFF,
                reason,
                nowNanos,
                openNanos(line),
                line.isLive(),
                "failures=%d".formatted(line.failures))));
  }

  private void onTime(MutableLink link) {
    if (link.isOpen()) {
      link.nextFrame(nowNanos)
          .ifPresent(frame -> actions.add(new LinkAction.Send(link.connection, frame)));
    }
    if (link.phase == Phase.CLOSING && nowNanos >= link.deadlineNanos) {
      links.remove(link.connection);
      actions.add(new LinkAction.Abort(link.connection));
    } else if (link.phase == Phase.OPENING && nowNanos >= link.deadlineNanos) {
      cut(link, Reason.TIMED_OUT, "openTimeout=%s".formatted(rules.openTimeout()));
    } else if (link.isDead(nowNanos, rules.pongWait().toNanos())) {
      cut(link, Reason.SILENT, "pongWait=%s".formatted(rules.pongWait()));
    } else if (link.isSilent(nowNanos, rules)) {
      link.pinged(nowNanos, true);
      actions.add(new LinkAction.Ping(link.connection));
      tell(link, State.HALF_OPEN, Reason.SILENT, "silence=" + link.silence(nowNanos));
    } else if (link.wantsProbe(nowNanos, rules)) {
      link.pinged(nowNanos, false);
      actions.add(new LinkAction.Ping(link.connection));
    }
    if (link.isStalled(nowNanos, rules)) {
      renew(link, Reason.STALLED);
      link.line.stalls++;
    }
  }

  private void cut(MutableLink link, Reason reason, String detail) {
    actions.add(new LinkAction.Abort(link.connection));
    lost(link, reason, OptionalLong.empty(), detail);
  }

  private void onTime(MutableLine line) {
    if (nowNanos >= overlapEndsNanos(line)) {
      close(line.links.getFirst(), Reason.REPLACED);
    }
    if (line.wantsLink(nowNanos)
        && nowNanos >= line.openNanos
        && pace.opens(nowNanos, spacingNanos())) {
      open(line);
    }
  }

  private void open(MutableLine line) {
    Reason reason = line.links.isEmpty() ? line.openReason : line.links.getFirst().renewReason;
    MutableLink link =
        new MutableLink(++lastConnection, line, nowNanos + rules.openTimeout().toNanos());
    links.put(link.connection, link);
    line.links.add(link);
    tell(link, State.CONNECTING, reason, "");
    actions.add(new LinkAction.Open(link.connection, venue.socket(line.streams)));
  }

  private void stop() {
    isRunning = false;
    isStopped = true;
    for (MutableLine line : lines) {
      List.copyOf(line.links).forEach(link -> close(link, Reason.STOPPED));
    }
  }

  private void close(MutableLink link, Reason reason) {
    link.line.links.remove(link);
    if (link.isOpen()) {
      link.phase = Phase.CLOSING;
      link.deadlineNanos = nowNanos + rules.closeWait().toNanos();
      actions.add(new LinkAction.Close(link.connection, NORMAL_CLOSURE, ""));
    } else {
      links.remove(link.connection);
      actions.add(new LinkAction.Abort(link.connection));
    }
    tell(link, State.CLOSED, reason, ""); // last, so that no frame follows it
  }

  private long openNanos(MutableLine line) {
    return Math.max(line.openNanos, pace.notBeforeNanos());
  }

  private long spacingNanos() {
    return Math.max(rules.connectSpacing().toNanos(), venue.connectSpacing().toNanos());
  }

  private long overlapEndsNanos(MutableLine line) {
    if (line.links.size() < 2 || line.links.getLast().liveNanos == MutableLink.NEVER) {
      return MutableLink.NEVER;
    }
    return line.links.getLast().liveNanos + rules.overlap().toNanos();
  }

  private void tell(MutableLink link, State state, Reason reason, String detail) {
    actions.add(
        new LinkAction.Tell(
            new FeedChange(
                venue.name(),
                link.line.index,
                link.connection,
                state,
                reason,
                nowNanos,
                0,
                link.line.isLiveWithout(link),
                detail)));
  }

  private Optional<MutableLink> link(int connection) {
    return Optional.ofNullable(links.get(connection));
  }
}
