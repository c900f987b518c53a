package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.transport.kafka.RealBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions on topics of a real broker, which is killed, forgets, and loses topics.
class KafkaFeedsTest {
  @TempDir private static Path brokerFolder;
  private static RealBroker broker;

  @TempDir private Path home;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final KafkaFeeds feeds = KilledKafkaSession.feeds(problems::add);

  @BeforeAll
  static void start() throws Exception {
    broker = RealBroker.start(brokerFolder);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private PreparedFeed feed(String topic) {
    return KilledFeedSession.feed(
        feeds, "kafka:%s/%s/binance/quote:BTCUSDT".formatted(broker.servers(), topic));
  }

  /// A quote with a number, then a trade with the same.
  private static List<String> market(long from, long to) {
    List<String> frames = new ArrayList<>();
    for (long i = from; i < to; i++) {
      long millis = Instant.now().toEpochMilli();
      long price = 40_000 + i % 13;
      frames.add(
          ("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":%d,\"s\":\"BTCUSDT\",\"b\":\"%d\","
                  + "\"B\":\"2\",\"a\":\"%d\",\"A\":\"3\"}}")
              .formatted(i, price, price + 1));
      frames.add(
          ("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"s\":\"BTCUSDT\","
                  + "\"t\":%d,\"p\":\"%d\",\"q\":\"0.5\",\"T\":%d,\"m\":false,\"M\":true}}")
              .formatted(millis, i, price, millis));
    }
    return frames;
  }

  private static List<Long> tapedQuotes(SessionFolder folder) {
    List<Long> numbers = new ArrayList<>();
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      for (Optional<TapeMoment> one = tape.next(); one.isPresent(); one = tape.next()) {
        for (TapeEvent event : one.get().events()) {
          if (event instanceof TapeEvent.TapedQuote quote) {
            numbers.add(quote.sequence());
          }
        }
      }
    }
    return numbers;
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void eachRecordIsOnTheTapeOnceThroughKillsOfTheSessionAndOfTheBroker() throws Exception {
    broker.create("whole", 1);
    KilledFeedLives lives = new KilledFeedLives(KilledKafkaSession.class, home, feed("whole"));
    AtomicBoolean isOver = new AtomicBoolean();
    Thread producer = Thread.ofPlatform().start(() -> produceUntil(isOver));
    for (int entries : List.of(60, 40, 90)) {
      lives.live(entries);
    }
    lives.liveUntil("\"kind\":\"fill\"");
    isOver.set(true);
    producer.join();
    lives.assertIdentical(3);
    List<Long> taped = tapedQuotes(lives.folder());
    assertThat(taped).hasSizeGreaterThan(200).isEqualTo(numbers(1, taped.size() + 1L));
  }

  /// Writes on and on; the broker is killed once in between.
  private static void produceUntil(AtomicBoolean isOver) {
    try {
      for (long i = 1; !isOver.get(); i += 20) {
        broker.produce("whole", 0, market(i, i + 20));
        if (i == 201) {
          broker.kill();
          broker.run();
        }
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void recordsThatAreGoneAreAGapOnTheRecord() throws Exception {
    broker.create("short", 1);
    KilledFeedLives lives = new KilledFeedLives(KilledKafkaSession.class, home, feed("short"));
    broker.produce("short", 0, market(1, 101));
    lives.live(100);
    long told = tapedQuotes(lives.folder()).getLast();
    broker.produce("short", 0, market(101, 301));
    broker.expire("short", 0, 400);
    lives.liveUntil("sequence-gap");
    assertThat(told).isLessThan(200);
    assertThat(Files.readString(lives.folder().journal()))
        .contains("\"state\":\"broken\",\"reason\":\"sequence-gap\"");
    List<Long> expected = new ArrayList<>(numbers(1, told + 1));
    expected.addAll(numbers(201, 301));
    assertThat(tapedQuotes(lives.folder())).isSubsetOf(expected).doesNotHaveDuplicates();
    assertThat(SessionVerifier.verify(lives.folder(), new Flips()).isIdentical()).isTrue();
  }

  @Test
  void aBrokerThatIsAwayIsSaidAndComesBack() throws Exception {
    broker.create("away", 1);
    broker.produce("away", 0, market(1, 5));
    LiveFeed feed = feed("away").feed();
    feed.start(new SessionInbox(), Long.MIN_VALUE);
    broker.kill();
    Patience.until("told", () -> feed.notes().toString().contains("Connection is away"));
    assertThat(feed.notes().toString()).contains("Kafka does not answer: servers=127.0.0.1:");
    broker.run();
    Patience.until("back", () -> feed.notes().isEmpty());
    feed.close();
  }

  @Test
  void aTopicThatWasMadeAnewIsAnotherTopic() throws Exception {
    broker.create("anew", 1);
    PreparedFeed prepared = feed("anew");
    LiveFeed feed = prepared.feed();
    feed.start(new SessionInbox(), Long.MIN_VALUE);
    broker.delete("anew");
    Patience.until(
        "told", () -> feed.notes().toString().contains("Topic is not there: servers=127.0.0.1:"));
    broker.create("anew", 1);
    Patience.until(
        "told", () -> feed.notes().toString().contains("Topic was made anew: topic=anew, then="));
    feed.close();
    LiveFeed again = KilledFeedSession.feed(feeds, prepared.text()).feed();
    again.start(new SessionInbox(), Long.MIN_VALUE);
    Patience.until("told", () -> again.notes().toString().contains("Start a new session."));
    again.close();
  }

  /// Places of what a feed tells.
  private static final class Places implements FeedSink {
    final List<TapeEvent.FeedPlace> all = new CopyOnWriteArrayList<>();

    List<Long> offsetsOf(int source) {
      return all.stream()
          .filter(one -> one.source() == source)
          .map(TapeEvent.FeedPlace::offset)
          .toList();
    }

    @Override
    public void place(TapeEvent.FeedPlace from) {
      all.add(from);
    }

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {}

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {}

    @Override
    public void input(TapeEvent.InputChange change) {}

    @Override
    public void broke(String why) {}

    @Override
    public void ended() {}
  }

  @Test
  void aPartitionThatIsAddedIsReadFromItsBeginningAlsoAfterARestart() throws Exception {
    broker.create("grown", 1);
    PreparedFeed prepared = feed("grown");
    LiveFeed feed = prepared.feed();
    Places told = new Places();
    feed.start(told, Long.MIN_VALUE);
    broker.produce("grown", 0, market(1, 11));
    Patience.until("first partition", () -> told.offsetsOf(0).size() == 20);
    broker.grow("grown", 2);
    broker.produce("grown", 1, market(11, 21));
    Patience.until("added", () -> told.offsetsOf(1).size() == 20);
    assertThat(told.offsetsOf(1)).isEqualTo(numbers(0, 20));
    Patience.until(
        "note",
        () ->
            feed.notes()
                .contains(
                    "Partition was added: topic=grown, partition=1. It is read from its"
                        + " beginning."));
    feed.close();

    LiveFeed again = KilledFeedSession.feed(feeds, prepared.text()).feed();
    told.all.stream().filter(one -> one.offset() < 15).forEach(again::toldFrom);
    Places later = new Places();
    again.start(later, Long.MIN_VALUE);
    Patience.until("the rest", () -> later.offsetsOf(1).size() == 5);
    assertThat(later.offsetsOf(1)).isEqualTo(numbers(15, 20));
    assertThat(later.offsetsOf(0)).isEqualTo(numbers(15, 20));
    again.close();
  }

  @Test
  void aSessionBeginsAtTheEndOrAtTheBeginning() throws Exception {
    broker.create("two", 2);
    broker.produce("two", 1, market(1, 4));

    assertThat(feed("two").text())
        .matches("kafka:127.0.0.1:\\d+/two@[A-Za-z0-9_-]{22}\\+0\\+6/binance/q[a-z]*:BTCUSDT");
    assertThat(feed("two@oldest").text()).contains("+0+0/binance/");
    String full = feed("two").text();
    assertThat(KilledFeedSession.feed(feeds, full).text()).isEqualTo(full);
  }

  @Test
  void mistakesAreSaidBeforeTheSessionBegins() {
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "kafka:here/binance:BTCUSDT"))
        .hasMessage(
            "Not a feed from Kafka: feed=kafka:here/binance:BTCUSDT. Write it as"
                + " kafka:HOST:PORT[,...]/TOPIC[@oldest]/VENUE[/RESOLUTION]:SYMBOL,....");
    assertThatThrownBy(() -> feed("none"))
        .hasMessageEndingWith(
            "Topic is not there: servers=%s, topic=none. Create it, or check its name."
                .formatted(broker.servers()));
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "kafka:localhost:1/t/nyse:IBM"))
        .hasMessageStartingWith(
            "No such venue: feed=kafka:localhost:1/t/nyse:IBM, venue=nyse."
                + " Its frames are read by one of [binance, ");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "kafka:127.0.0.1:1/t/binance:BTCUSDT"))
        .hasMessageContaining("Kafka does not answer: servers=127.0.0.1:1, reason=");
  }
}
