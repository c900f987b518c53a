package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tells a session where in a log each event stands, and leaves out what is on its tape already.
///
/// An event is known by its record and its number among the quotes, trades and books of it. Bars
/// are known by their close, to whoever makes the tape: a codec that finishes bars by itself may
/// tell one from another record when it has begun anew.
final class PlacedSink implements FeedSink {
  private static final int BAR = 1 << 20;
  private static final long READ_NANOS = 10_000_000_000L;

  private final FeedSink sink;
  private final List<Long> starts = new ArrayList<>();
  private final List<TreeSet<Place>> told = new ArrayList<>();
  private final TreeMap<Integer, Long> read = new TreeMap<>();
  private long readNanos = Long.MIN_VALUE;
  private int source;
  private long offset;
  private int parts;
  private int part;

  private record Place(long offset, int part) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byOffset = Long.compare(offset, other.offset);
      return byOffset != 0 ? byOffset : Integer.compare(part, other.part);
    }
  }

  /// @param from where a first life begins, source by source
  PlacedSink(FeedSink sink, List<Long> from) {
    this.sink = sink;
    starts.addAll(from);
    from.forEach(_ -> told.add(new TreeSet<>()));
  }

  /// There are so many sources at least; those that a first life did not know of begin at 0.
  void reach(int sources) {
    while (starts.size() < sources) {
      starts.add(0L);
      told.add(new TreeSet<>());
    }
  }

  /// The tape has this.
  void toldFrom(FeedPlace place) {
    reach(place.source() + 1);
    TreeSet<Place> ofSource = told.get(place.source());
    if (!place.isRead()) {
      ofSource.add(new Place(place.offset(), place.part()));
    }
    ofSource.headSet(new Place(place.oldest(), 0)).clear();
    starts.set(place.source(), place.oldest());
  }

  /// Where to read on, source by source; what comes from there and is on the tape is left out.
  List<Long> starts() {
    return List.copyOf(starts);
  }

  /// What is told next comes of this record.
  void record(int ofSource, long at) {
    source = ofSource;
    offset = at;
    parts = 0;
  }

  /// What is told next comes of this event of the record.
  void part(FeedEvent event) {
    if (event instanceof FeedEvent.BarState) {
      part = BAR;
    } else if (event instanceof FeedEvent.OfMarket) {
      part = parts++;
    }
  }

  /// What was told last was all of its record. Now and then the tape is told how far sources have
  /// been read that tell nothing: they are not read again.
  void read(long nowNanos) {
    read.put(source, offset);
    if (readNanos == Long.MIN_VALUE) {
      readNanos = nowNanos;
    } else if (nowNanos - readNanos >= READ_NANOS) {
      readNanos = nowNanos;
      read.forEach((of, at) -> sink.place(FeedPlace.read(of, at, nowNanos)));
      read.clear();
    }
  }

  private boolean isNew() {
    return part == BAR || !told.get(source).remove(new Place(offset, part));
  }

  private FeedPlace place(long receiveNanos) {
    return FeedPlace.of(source, offset, part, receiveNanos);
  }

  @Override
  public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
    if (isNew()) {
      sink.place(place(receiveNanos));
      sink.event(instrument, event, receiveNanos);
    }
  }

  @Override
  public void quarantined(
      int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
    if (isNew()) {
      sink.place(place(receiveNanos));
      sink.quarantined(instrument, event, reason, receiveNanos);
    }
  }

  @Override
  public void input(TapeEvent.InputChange change) {
    sink.input(change);
  }

  @Override
  public void broke(String why) {
    sink.broke(why);
  }

  @Override
  public void ended() {
    sink.ended();
  }
}
