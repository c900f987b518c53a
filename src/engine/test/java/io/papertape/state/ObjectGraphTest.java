package io.papertape.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class ObjectGraphTest {
  /// A part with a constant of its own kind.
  private static final class Node {
    static final Node NONE = new Node(-1);
    private final int number;
    private Node next = NONE;

    Node(int number) {
      this.number = number;
    }
  }

  private record Pair(String name, Optional<Pair> other, double[] values) {}

  /// Something of every kind that can be kept.
  @SuppressWarnings({"UnusedVariable", "UnnecessaryLambda"}) // they are there to be kept
  private static final class Everything {
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Long> numbers = new ArrayDeque<>();
    private final PriorityQueue<Integer> queue =
        new PriorityQueue<>(Comparator.comparingInt((Integer n) -> n % 10).reversed());
    private final Map<TimeUnit, Object> units = new EnumMap<>(TimeUnit.class);
    private final Map<String, Integer> fixed = new HashMap<>(Map.of("a", 1, "b", 2));
    private final int[] counts = new int[3];
    private final boolean[] marks = new boolean[9];
    private final short[] shorts = new short[4];
    private final char[] letters = new char[5];
    private final float[] floats = new float[2];
    private final IntSupplier counter = () -> ++counts[2];
    private final AtomicLong atomic = new AtomicLong();
    private final StringBuilder text = new StringBuilder();
    private final BitSet bits = new BitSet();
    private Map<Pair, double[]> pairs = new LinkedHashMap<>();
    private TreeMap<String, BigDecimal> amounts = new TreeMap<>();
    private Node head = Node.NONE;
    private Pair pair;
    private List<Integer> copied = List.of();
    private Object shared;
    private double real = -0.0;
    private boolean isOn;
    private char letter;
    private byte small;
    private transient int scratch;

    void step(int by) {
      Node node = new Node(by);
      node.next = head;
      head = node;
      nodes.add(node);
      numbers.addLast((long) by << 33);
      queue.add(by * 7 % 31);
      units.put(TimeUnit.valueOf(by % 2 == 0 ? "DAYS" : "HOURS"), Duration.ofNanos(by));
      int _ = counter.getAsInt();
      marks[by % 7] = by % 3 == 0;
      shorts[by % 3] -= (short) by;
      letters[by % 5] = (char) (0xFFFF - by);
      floats[0] = -1.5f / by;
      atomic.addAndGet(by);
      text.append(by);
      bits.set(by * 3);
      pair =
          new Pair(
              "p" + by,
              Optional.ofNullable(pair).map(p -> new Pair(p.name, Optional.empty(), p.values)),
              new double[] {by, 1.0 / by});
      pairs.put(new Pair("k" + by, Optional.empty(), null), new double[] {by});
      amounts.put("k" + by, new BigDecimal("1.50").scaleByPowerOfTen(by % 9));
      copied = List.copyOf(amounts.keySet().stream().map(String::length).toList());
      shared = nodes.getFirst();
      real += 0.1 * by;
      isOn = by % 2 == 0;
      letter = (char) (letter + by);
      small = (byte) (small + 77);
      scratch++;
    }
  }

  private static ObjectGraph graph(Object root) {
    return new ObjectGraph(List.of(root), List.of(), ObjectGraphTest.class.getClassLoader());
  }

  @Test
  void whatIsPutBackIsInTheSameStateAndGoesOnAlike() {
    Everything first = new Everything();
    ObjectGraph graph = graph(first);
    assertThat(graph.problem()).isEmpty();
    for (int i = 1; i < 40; i++) {
      first.step(i);
    }
    byte[] state = graph.take();
    assertThat(graph.take()).isEqualTo(state);

    Everything second = new Everything();
    ObjectGraph other = graph(second);
    other.restore(state);
    assertThat(other.take()).isEqualTo(state);
    assertThat(second.shared).isSameAs(second.nodes.getFirst());
    assertThat(second.nodes.getFirst().next).isSameAs(Node.NONE);
    assertThat(second.head.number).isEqualTo(39);
    assertThat(second.pair.other().orElseThrow().name()).isEqualTo("p38");
    for (int i = 40; i < 90; i++) {
      first.step(i);
      second.step(i);
    }
    assertThat(other.take()).isEqualTo(graph.take());
    while (!first.queue.isEmpty()) {
      assertThat(second.queue.remove()).isEqualTo(first.queue.remove());
    }
  }

  @Test
  void anyChangeShows() {
    Everything one = new Everything();
    ObjectGraph graph = graph(one);
    one.step(1);
    byte[] before = graph.take();
    one.scratch = 9;
    assertThat(graph.take()).isEqualTo(before);
    one.real = 0.0;
    assertThat(graph.take()).isNotEqualTo(before);
  }

  @Test
  void aGraphThatBeganOtherwiseTakesNothing() {
    Everything one = new Everything();
    byte[] state = graph(one).take();
    Everything other = new Everything();
    other.letter = 'x';
    assertThatThrownBy(() -> graph(other).restore(state))
        .isInstanceOf(UnkeptStateException.class)
        .hasMessage("State is that of a graph that began otherwise.");
  }

  @Test
  void aDamagedStateIsRefused() {
    Everything one = new Everything();
    ObjectGraph graph = graph(one);
    one.step(3);
    byte[] state = graph.take();
    byte[] cut = java.util.Arrays.copyOf(state, state.length - 5);
    assertThatThrownBy(() -> graph(new Everything()).restore(cut))
        .isInstanceOf(UnkeptStateException.class);
  }

  @SuppressWarnings("UnusedVariable") // it is there to be kept
  private static final class Holder {
    private Object held;
    private final Map<String, Integer> counts = new HashMap<>();

    Object firstOfQueue() {
      return ((ArrayDeque<?>) held).getFirst();
    }
  }

  private static String problem(Object held) {
    Holder holder = new Holder();
    holder.held = held;
    return graph(holder).problem().map(Throwable::getMessage).orElse("none");
  }

  @Test
  void whatCannotBeKeptIsNamedWithItsField() {
    assertThat(problem(new Thread()))
        .isEqualTo("Field held of Holder is a java.lang.Thread, of which nothing is known");
    assertThat(problem(new java.util.Random(1))).contains("java.util.Random");
    assertThat(problem(new java.io.StringReader(""))).contains("Field held of Holder");
    assertThat(problem(LocalDate.EPOCH)).isEqualTo("none");
    assertThat(problem(new ArrayList<>() {})).contains("which extends java.util.ArrayList");
  }

  @Test
  void aHashMapThatChangesCannotBeKept() {
    Holder holder = new Holder();
    ObjectGraph graph = graph(holder);
    graph.take();
    holder.counts.put("a", 1);
    assertThatThrownBy(graph::take)
        .isInstanceOf(UnkeptStateException.class)
        .hasMessageStartingWith(
            "Field counts of Holder is a java.util.HashMap that changes, whose order cannot be"
                + " kept.");
  }

  @Test
  void aLambdaThatCameLaterCannotBeKept() {
    Holder holder = new Holder();
    ObjectGraph graph = graph(holder);
    IntSupplier late = () -> holder.counts.size();
    holder.held = late;
    assertThatThrownBy(graph::take)
        .isInstanceOf(UnkeptStateException.class)
        .hasMessageContaining("that was not there at the start");
  }

  private record Window(double[] prices) {
    Window {
      prices = prices.clone();
    }
  }

  private record Names(List<String> all, Map<String, long[]> counts) {
    Names {
      all = new ArrayList<>(all);
      counts = new LinkedHashMap<>(counts);
    }
  }

  private record Frozen(List<Window> all) {
    Frozen {
      all = List.copyOf(all);
    }
  }

  private static Holder restored(Object held) {
    Holder live = new Holder();
    ObjectGraph graph = graph(live);
    live.held = held;
    Holder next = new Holder();
    graph(next).restore(graph.take());
    return next;
  }

  @Test
  void aRecordThatCopiesWhatItIsGivenComesBackWhole() {
    Window window = (Window) restored(new Window(new double[] {1, 2, 3})).held;
    assertThat(window.prices()).containsExactly(1, 2, 3);

    Names given = new Names(List.of("a", "b"), Map.of("c", new long[] {4}));
    Names names = (Names) restored(given).held;
    assertThat(names.all()).containsExactly("a", "b");
    assertThat(names.counts().get("c")).containsExactly(4);

    Frozen frozen = (Frozen) restored(new Frozen(List.of(window))).held;
    assertThat(frozen.all().getFirst().prices()).containsExactly(1, 2, 3);
    assertThat(((Window) restored(new ArrayDeque<>(List.of(window))).firstOfQueue()).prices())
        .containsExactly(1, 2, 3);
  }

  /// Counts how often it was made, in what it holds.
  private record Counted(long[] times) {
    Counted {
      times = new long[] {times[0] + 1};
    }
  }

  @Test
  void aRecordThatCannotBeMadeAgainIsRefusedWhenItIsPutBack() {
    assertThatThrownBy(() -> restored(new Counted(new long[] {7})))
        .isInstanceOf(UnkeptStateException.class)
        .hasMessage(
            "State is another once it has been put back. A record that changes what its"
                + " constructor is given may do that.");
  }

  private record Ring(List<Object> all) {}

  @Test
  void aRecordThatHoldsItselfIsRefused() {
    Ring ring = new Ring(new ArrayList<>());
    ring.all().add(ring);
    assertThatThrownBy(() -> restored(ring))
        .isInstanceOf(UnkeptStateException.class)
        .hasMessageEndingWith("is a record that holds itself");
  }

  private static final class Owner {
    private Ring ring;
  }

  @Test
  void aRecordIsInTheObjectThatItHolds() {
    Owner owner = new Owner();
    owner.ring = new Ring(List.of(owner, new Node(5)));
    Owner back = (Owner) restored(owner).held;
    assertThat(back.ring.all().getFirst()).isSameAs(back);
    assertThat(((Node) back.ring.all().getLast()).number).isEqualTo(5);
  }

  @Test
  @SuppressWarnings("unchecked")
  void aMapInTheOrderOfUseStaysOne() {
    Map<Integer, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
    for (int i = 1; i <= 4; i++) {
      map.put(i, i);
    }
    map.get(2);
    Map<Integer, Integer> back = (Map<Integer, Integer>) restored(map).held;
    assertThat(back.keySet()).containsExactly(1, 3, 4, 2);
    back.get(1);
    assertThat(back.keySet()).containsExactly(3, 4, 2, 1);

    Map<Integer, Integer> plain = (Map<Integer, Integer>) restored(new LinkedHashMap<>(map)).held;
    plain.get(1);
    assertThat(plain.keySet()).containsExactly(1, 3, 4, 2);
  }
}
