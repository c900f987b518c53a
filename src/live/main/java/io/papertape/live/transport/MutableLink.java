package io.papertape.live.transport;

import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// One connection as [Supervision] sees it: how far it has come and when something is due.
final class MutableLink {
  static final long NEVER = Long.MAX_VALUE;

  /// More answers than this wait only if the venue pings faster than it lets us send; then the
  /// oldest are not sent.
  private static final int MOST_ANSWERS = 16;

  /// A connection on which nothing comes because nothing happens is replaced ever more seldom.
  private static final int MOST_DOUBLINGS = 4;

  private static final long HOUR_NANOS = 3_600_000_000_000L;

  enum Phase {
    OPENING,
    SUBSCRIBING,
    LIVE,
    CLOSING
  }

  final int connection;
  final MutableLine line;
  Phase phase = Phase.OPENING;

  /// When the handshake, or the answer to our close, is given up.
  long deadlineNanos;

  /// When another connection should take over.
  long renewNanos = NEVER;

  FeedChange.Reason renewReason = FeedChange.Reason.LIFE_ENDS;
  long liveNanos = NEVER;
  long pingedNanos = NEVER;

  private final ArrayDeque<String> subscriptions = new ArrayDeque<>();
  private final ArrayDeque<String> answers = new ArrayDeque<>();
  private long spacingNanos;
  private long silenceNanos = NEVER;
  private long heardNanos;
  private long messageNanos;
  private long probedNanos;
  private long nextSendNanos;
  private boolean isPinged;
  private long unansweredNanos = NEVER;
  private Optional<RequestBudget> subscribes = Optional.empty();
  private Optional<Venue.KeepAlive> keepAlive = Optional.empty();
  private long nextKeepAliveNanos = NEVER;

  MutableLink(int connection, MutableLine line, long deadlineNanos) {
    this.connection = connection;
    this.line = line;
    this.deadlineNanos = deadlineNanos;
  }

  void open(long nowNanos, Venue venue, List<String> frames) {
    VenueLimits limits = venue.limits();
    phase = Phase.SUBSCRIBING;
    deadlineNanos = NEVER;
    spacingNanos = Math.ceilDiv(1_000_000_000, Math.max(1, limits.framesPerSecond()));
    silenceNanos = limits.silence().isZero() ? NEVER : limits.silence().toNanos();
    heardNanos = nowNanos;
    messageNanos = nowNanos;
    probedNanos = nowNanos;
    nextSendNanos = nowNanos;
    if (limits.subscribesPerHour() > 0) {
      subscribes = Optional.of(new RequestBudget(limits.subscribesPerHour(), HOUR_NANOS));
    }
    subscriptions.addAll(frames);
    keepAlive = venue.keepAlive();
    nextKeepAliveNanos = keepAlive.map(k -> nowNanos + k.every().toNanos()).orElse(NEVER);
  }

  /// Frames that wait already are not sent twice.
  void subscribe(List<String> frames) {
    frames.stream().filter(one -> !subscriptions.contains(one)).forEach(subscriptions::add);
  }

  boolean isOpen() {
    return phase == Phase.SUBSCRIBING || phase == Phase.LIVE;
  }

  boolean isSubscribed() {
    return isOpen() && subscriptions.isEmpty();
  }

  void heard(long atNanos, boolean isMessage) {
    heardNanos = Math.max(heardNanos, atNanos);
    if (isMessage && phase == Phase.LIVE && heardNanos - liveNanos >= silenceNanos) {
      line.stalls = 0; // no mere answer to what was asked at the start
    }
    messageNanos = isMessage ? heardNanos : messageNanos;
    pingedNanos = NEVER;
    unansweredNanos = NEVER;
  }

  /// True until the first ping: it shows whether the peer answers, before that matters.
  private boolean wantsFirstPing() {
    return phase == Phase.LIVE && !isPinged && !line.answersPings;
  }

  void answer(String frame) {
    if (answers.size() == MOST_ANSWERS) {
      answers.removeFirst();
    }
    answers.addLast(frame);
  }

  /// A ping of ours counts as a frame.
  void pinged(long nowNanos, boolean isInDoubt) {
    pingedNanos = isInDoubt ? nowNanos : pingedNanos;
    unansweredNanos = Math.min(unansweredNanos, nowNanos);
    isPinged = true;
    probed(nowNanos);
  }

  /// A frame of ours has been written, whatever it says.
  private void probed(long nowNanos) {
    probedNanos = nowNanos;
    nextSendNanos = nowNanos + spacingNanos;
  }

  /// The next frame to send, if one is due; answers come before subscriptions.
  Optional<String> nextFrame(long nowNanos) {
    if (nowNanos >= nextKeepAliveNanos) {
      keepAlive.ifPresent(
          k -> {
            answer(k.frame());
            nextKeepAliveNanos = nowNanos + k.every().toNanos();
          });
    }
    if (nowNanos < nextFrameNanos()) {
      return Optional.empty();
    }
    probed(nowNanos);
    if (!answers.isEmpty()) {
      return Optional.of(answers.removeFirst());
    }
    subscribes.ifPresent(budget -> budget.spend(1, nowNanos));
    return Optional.of(subscriptions.removeFirst());
  }

  /// Silent for longer than the venue ever is, or than an answer to a ping takes.
  boolean isSilent(long nowNanos, TransportRules rules) {
    return isOpen() && pingedNanos == NEVER && nowNanos >= silenceEndsNanos(rules);
  }

  /// How long nothing has come.
  Duration silence(long nowNanos) {
    return Duration.ofNanos(nowNanos - heardNanos);
  }

  boolean isDead(long nowNanos, long pongWaitNanos) {
    return isOpen() && pingedNanos != NEVER && nowNanos >= pingedNanos + pongWaitNanos;
  }

  /// Nothing has come and no ping has gone for a while.
  boolean wantsProbe(long nowNanos, TransportRules rules) {
    return isOpen() && nowNanos >= probeNanos(rules);
  }

  /// Pongs come, and for many silences no message; for twice as many after each replacement on
  /// which none came either.
  boolean isStalled(long nowNanos, TransportRules rules) {
    return isOpen() && renewNanos > nowNanos && nowNanos >= stallNanos(rules);
  }

  /// When this connection next wants attention.
  long nextNanos(TransportRules rules) {
    if (!isOpen()) {
      return deadlineNanos;
    }
    long next = Math.min(nextKeepAliveNanos, nextFrameNanos());
    long stall = stallNanos(rules) < renewNanos ? stallNanos(rules) : NEVER;
    long silence =
        pingedNanos == NEVER ? silenceEndsNanos(rules) : pingedNanos + rules.pongWait().toNanos();
    return Math.min(Math.min(next, stall), Math.min(silence, probeNanos(rules)));
  }

  private long probeNanos(TransportRules rules) {
    long quiet = Math.max(heardNanos, probedNanos) + rules.probeAfter().toNanos();
    return wantsFirstPing() ? nextSendNanos : Math.max(quiet, nextSendNanos);
  }

  private long stallNanos(TransportRules rules) {
    if (silenceNanos == NEVER) {
      return NEVER;
    }
    long times = (long) rules.mostSilences() << Math.min(line.stalls, MOST_DOUBLINGS);
    return messageNanos + times * silenceNanos;
  }

  /// When a frame that waits may be sent.
  private long nextFrameNanos() {
    if (!answers.isEmpty()) {
      return nextSendNanos;
    }
    if (subscriptions.isEmpty()) {
      return NEVER;
    }
    return subscribes.isEmpty() ? nextSendNanos : subscribes.get().freeNanos(1, nextSendNanos);
  }

  private long silenceEndsNanos(TransportRules rules) {
    boolean isInDoubt = line.answersPings && unansweredNanos != NEVER;
    long doubt = isInDoubt ? unansweredNanos + rules.pongWait().toNanos() : NEVER;
    long silence = silenceNanos == NEVER ? NEVER : heardNanos + silenceNanos;
    return Math.max(Math.min(doubt, silence), nextSendNanos);
  }
}
