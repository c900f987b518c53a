package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.live.tape.TapeAnswer;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.transport.InferenceCodec;
import io.papertape.live.transport.ModelClient;
import io.papertape.market.Times;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.RemoteVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;

/// A remote model that is slow, wrong and down, and what must hold of a session that asks it. Its
/// answers are bytes of the protocol, which the real codec reads.
final class SimulatedModel implements ModelClient {
  /// After the end of a fault so much later it is asked again, and answers.
  private static final long SOON = 60 * World.SECOND;

  /// A session that is slow is not further behind the market than that.
  private static final long BEHIND = 10 * World.MINUTE;

  /// What a model can be beside well.
  enum Fault {
    SLOW,
    HANGS,
    DOWN,
    NAN,
    WRONG_SHAPE,
    WRONG_COUNT,
    OTHER_MODEL,
    CUT
  }

  private record Bout(long fromNanos, long toNanos, Fault fault) {}

  private final World world;
  private final ModelPlan plan;
  private final SplittableRandom random;
  private final List<Bout> bouts = new ArrayList<>();

  SimulatedModel(World world, Scenario scenario) {
    this.world = world;
    plan = ModelPlan.of(scenario.seed());
    random = plan.random();
    if (plan.version().isPresent()) {
      draw(scenario.startNanos(), scenario.endNanos() - Weather.LAST_CALM);
    }
  }

  /// Faults with some hours between them.
  private void draw(long from, long until) {
    long next = from + random.nextLong(6 * 60 * World.MINUTE);
    while (next < until - 30 * World.MINUTE) {
      long length = 5 * World.SECOND + random.nextLong(20 * World.MINUTE);
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      bouts.add(new Bout(next, next + length, fault));
      next += length + random.nextLong(24 * 60 * World.MINUTE);
    }
  }

  private Optional<Fault> fault() {
    long now = world.now();
    return bouts.stream()
        .filter(bout -> bout.fromNanos() <= now && now < bout.toNanos())
        .map(Bout::fault)
        .findFirst();
  }

  @Override
  public Pending ask(RemoteVersion version, double[][] rows) {
    Optional<Fault> fault = fault();
    if (fault.equals(Optional.of(Fault.DOWN))) {
      return Pending.of(new ModelAnswer.Failure(ModelFailure.UNREACHABLE, "simulated"));
    }
    long timeout = version.server().timeoutMillis() * World.MILLI;
    long took = World.MILLI + random.nextLong(20 * World.MILLI);
    took += fault.equals(Optional.of(Fault.SLOW)) ? random.nextLong(2 * timeout) : 0;
    took += fault.equals(Optional.of(Fault.HANGS)) ? 2 * timeout : 0;
    InferenceCodec codec = new InferenceCodec(version.server(), rows.length);
    byte[] body = body(fault, rows).getBytes(StandardCharsets.UTF_8);
    return new UnderWay(codec.read(body), world.now() + took);
  }

  private static String body(Optional<Fault> fault, double[][] rows) {
    StringJoiner data = new StringJoiner(",");
    for (double[] row : rows) {
      data.add(is(fault, Fault.NAN) ? "NaN" : Double.toString(row[0] - row[1] / 500));
    }
    if (is(fault, Fault.WRONG_COUNT)) {
      data.add("0.5");
    }
    String whole =
        "{\"model_name\":\"%s\",\"outputs\":[{\"shape\":[%d],\"datatype\":\"FP64\",\"data\":[%s]}]}"
            .formatted(
                is(fault, Fault.OTHER_MODEL) ? "other" : "simulated",
                rows.length + (is(fault, Fault.WRONG_SHAPE) ? 1 : 0),
                data);
    return is(fault, Fault.CUT) ? whole.substring(0, whole.length() / 2) : whole;
  }

  private static boolean is(Optional<Fault> fault, Fault one) {
    return fault.isPresent() && fault.get() == one;
  }

  /// A wait for it lets the world go on.
  private final class UnderWay implements Pending {
    private final ModelAnswer answer;
    private final long thereNanos;

    UnderWay(ModelAnswer answer, long thereNanos) {
      this.answer = answer;
      this.thereNanos = thereNanos;
    }

    @Override
    public Optional<ModelAnswer> await(long nanos) {
      world.runTo(Math.min(world.now() + nanos, Math.max(world.now(), thereNanos)), () -> false);
      return world.now() >= thereNanos ? Optional.of(answer) : Optional.empty();
    }

    @Override
    public void cancel() {
      // nobody is told
    }
  }

  /// Holds the journal and the tape of a session that has ended against the faults.
  void audit(FaultyDevice device, String journal) {
    Set<Long> failedNanos = new HashSet<>();
    try (TapeReader tape = TapeReader.open(device.tape())) {
      for (Optional<TapeMoment> next = tape.next(); next.isPresent(); next = tape.next()) {
        long now = next.get().timeNanos();
        for (Optional<TapeAnswer> one = tape.answer(); one.isPresent(); one = tape.answer()) {
          if (one.get().answer() instanceof ModelAnswer.Failure failure) {
            failedNanos.add(now);
            requireReason(now, failure);
          }
        }
      }
    }
    OrdersOfFailure.requireNone(device.record().bytes(journal), failedNanos);
  }

  /// A failure has a cause: there was a fault, or one had just ended.
  private void requireReason(long now, ModelAnswer.Failure failure) {
    boolean isExpected =
        switch (failure.reason()) {
          case CALLED_OFF, BACKFILLED -> true;
          default ->
              bouts.stream()
                  .anyMatch(bout -> bout.fromNanos() - BEHIND < now && now < bout.toNanos() + SOON);
        };
    require(
        isExpected,
        "Model is well and was not asked or did not answer: time=%s, %s",
        Times.instant(now),
        failure);
  }

  /// Faults that had begun, by kind.
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Bout bout : bouts) {
      if (bout.fromNanos() < world.now()) {
        counts.merge("MODEL_" + bout.fault().name(), 1L, Long::sum);
      }
    }
    return counts;
  }
}
