package io.papertape.live.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What the loopback venue says to a client, and where it misbehaves: a list of steps, made from
/// frames and changed by what shall go wrong.
public final class Playback {
  private final List<Step> steps;

  private Playback(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  public static Playback of(List<String> frames) {
    return new Playback(frames.stream().map(frame -> (Step) new Step.Text(frame)).toList());
  }

  /// Every n-th message comes twice.
  public Playback duplicatingEvery(int n) {
    List<Step> changed = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      changed.addAll(Collections.nCopies((i + 1) % n == 0 ? 2 : 1, steps.get(i)));
    }
    return new Playback(changed);
  }

  /// Every n-th message changes places with the one after it.
  public Playback reorderingEvery(int n) {
    List<Step> changed = new ArrayList<>(steps);
    for (int i = n - 1; i + 1 < changed.size(); i += n) {
      Collections.swap(changed, i, i + 1);
    }
    return new Playback(changed);
  }

  public Playback inFragmentsOf(int bytes) {
    return mapText(text -> new Step.Fragments(text, bytes));
  }

  public Playback byteByByte() {
    return mapText(Step.Trickle::new);
  }

  /// A pause on the machine's clock before each step; for demonstrations, not for tests.
  public Playback pausing(long nanos) {
    List<Step> changed = new ArrayList<>();
    for (Step step : steps) {
      changed.add(new Step.Pause(nanos));
      changed.add(step);
    }
    return new Playback(changed);
  }

  public Playback pingingBeforeEach(int pings) {
    List<Step> changed = new ArrayList<>();
    for (Step step : steps) {
      changed.add(new Step.Pings(pings));
      changed.add(step);
    }
    return new Playback(changed);
  }

  /// Says good-bye after so many steps.
  public Playback closingAfter(int count, int code, String reason) {
    return cutTo(count, new Step.Close(code, reason));
  }

  /// Ends without a word in the middle of the message after so many steps.
  public Playback cutInsideAfter(int count, String frame) {
    return cutTo(count, new Step.CutInside(frame));
  }

  /// Neither reads nor writes after so many steps.
  public Playback halfOpenAfter(int count) {
    return cutTo(count, new Step.HalfOpen());
  }

  public void play(LoopbackSocket client) {
    for (Step step : steps) {
      switch (step) {
        case Step.Text(var text) -> client.text(text);
        case Step.Fragments(var text, var bytes) -> client.fragments(text, bytes);
        case Step.Trickle(var text) -> client.trickle(text);
        case Step.Pings(var count) -> {
          for (int i = 1; i <= count; i++) {
            client.ping("ping " + i);
          }
        }
        case Step.Pause(var nanos) -> pause(nanos);
        case Step.Close(var code, var reason) -> client.close(code, reason);
        case Step.CutInside(var text) -> {
          client.half(text);
          client.cut();
        }
        case Step.HalfOpen() -> client.halfOpen();
      }
    }
  }

  private Playback cutTo(int count, Step last) {
    List<Step> changed = new ArrayList<>(steps.subList(0, count));
    changed.add(last);
    return new Playback(changed);
  }

  private Playback mapText(Function<String, Step> change) {
    return new Playback(
        steps.stream()
            .map(step -> step instanceof Step.Text(var text) ? change.apply(text) : step)
            .toList());
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private sealed interface Step {
    record Text(String text) implements Step {}

    record Fragments(String text, int bytes) implements Step {}

    record Trickle(String text) implements Step {}

    record Pings(int count) implements Step {}

    record Pause(long nanos) implements Step {}

    record Close(int code, String reason) implements Step {}

    record CutInside(String text) implements Step {}

    record HalfOpen() implements Step {}
  }
}
