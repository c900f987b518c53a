package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.Series;
import io.papertape.simulation.FillLog;
import io.papertape.workspace.Counted;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Price of the instruments that traded most, with the fills: one fold per instrument.
final class PriceSection {
  private static final int MOST_INSTRUMENTS = 8;
  private static final int MOST_TIPS = 400;

  private final Html html;
  private final ReportInput input;
  private final FillLog fills;
  private final ZoneId zone;

  PriceSection(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    fills = input.fills();
    zone = input.performance().options().zone();
  }

  void write() {
    int[] counts = new int[input.instruments().size()];
    for (int i = 0; i < fills.size(); i++) {
      counts[fills.instrument(i)]++;
    }
    List<Integer> shown =
        IntStream.range(0, counts.length)
            .boxed()
            .filter(i -> input.bars().get(i).size() > 1)
            .sorted(Comparator.comparingInt((Integer i) -> counts[i]).reversed())
            .limit(MOST_INSTRUMENTS)
            .toList();
    html.open("section", "id", "price").line();
    html.element("h2", "Price with entries and exits").line();
    if (counts.length > shown.size()) {
      html.element(
              "p",
              "The %s of %s instruments with the most fills."
                  .formatted(shown.size(), counts.length))
          .line();
    }
    for (int instrument : shown) {
      fold(instrument, counts[instrument], instrument == shown.getFirst());
    }
    html.open("p", "class", "legend");
    key("buy", "Bought");
    key("sell", "Sold");
    html.text(" The tip of a triangle is the price of the fill.").end();
    html.end();
  }

  private void key(String mark, String label) {
    html.open("svg", "class", "key", "width", "12", "height", "12", "aria-hidden", "true");
    html.empty("use", "href", "#" + mark, "x", "6", "y", mark.equals("buy") ? "1" : "11").close();
    html.element("span", label + " ");
  }

  private void fold(int instrument, int count, boolean isOpen) {
    Instrument traded = input.instruments().get(instrument);
    if (isOpen) {
      html.open("details", "open", "open");
    } else {
      html.open("details");
    }
    html.open("summary").element("strong", traded.symbol());
    html.text(" " + NumberText.count(count) + Counted.words(count, " fill", " fills")).end();
    chart(instrument, traded);
    html.end();
  }

  private void chart(int instrument, Instrument traded) {
    BarColumns bars = input.bars().get(instrument);
    Columns columns = Columns.of(bars);
    double low = Arrays.stream(columns.lows.values()).min().orElse(0);
    double high = Arrays.stream(columns.highs.values()).max().orElse(1);
    TimeAxis times =
        new TimeAxis(bars.openTimeNanos()[0], bars.closeTimeNanos()[bars.size() - 1], zone);
    ValueAxis values = ValueAxis.linear(low, high);
    Thinned closes = Thinned.of(columns.closes);
    Chart chart =
        Chart.begin(
            html,
            "price-" + instrument,
            "Price of " + traded.symbol() + " with fills",
            "Between %s and %s."
                .formatted(NumberText.decimals(low, 4), NumberText.decimals(high, 4)),
            times,
            values,
            value -> AxisText.amount(value, values.step()));
    chart.band(columns.lows, columns.highs, "range").line(closes.points(), "close");
    int hidden = marks(chart, instrument, times, values);
    chart.end();
    html.element("p", caption(closes, hidden), "class", "caption").line();
  }

  private static String caption(Thinned closes, int hidden) {
    String line = "Line: closes. Shade: from the lowest to the highest price. Raw prices.";
    String fewer =
        hidden == 0
            ? ""
            : " %s not drawn."
                .formatted(
                    NumberText.count(hidden)
                        + Counted.words(
                            hidden,
                            " fill that lies upon others is",
                            " fills that lie upon others are"));
    return line + ChartSections.thinned(closes) + fewer;
  }

  /// Draws one mark per place.
  ///
  /// @return number of fills left out because a mark of the same kind is there already
  private int marks(Chart chart, int instrument, TimeAxis times, ValueAxis values) {
    boolean[][] taken = new boolean[2][(Thinned.COLUMNS + 1) * 101];
    int hidden = 0;
    int drawn = 0;
    for (int i = 0; i < fills.size(); i++) {
      if (fills.instrument(i) != instrument) {
        continue;
      }
      double price = FixedPoint.toDouble(fills.price(i));
      long nanos = fills.eventTimeNanos(i);
      boolean isBuy = fills.signedQuantity(i) > 0;
      int column = (int) Math.clamp(times.place(nanos) * Thinned.COLUMNS, 0, Thinned.COLUMNS);
      int place = column * 101 + (int) Math.clamp(values.place(price) * 100, 0, 100);
      boolean[] side = taken[isBuy ? 0 : 1];
      if (side[place]) {
        hidden++;
        continue;
      }
      side[place] = true;
      chart.mark(isBuy ? "buy" : "sell", nanos, price, drawn++ < MOST_TIPS ? tip(i, isBuy) : "");
    }
    return hidden;
  }

  private String tip(int fill, boolean isBuy) {
    return "%s %s at %s, %s"
        .formatted(
            isBuy ? "Bought" : "Sold",
            FixedPoint.format(Math.abs(fills.signedQuantity(fill))),
            FixedPoint.format(fills.price(fill)),
            NumberText.minute(fills.eventTimeNanos(fill), zone));
  }

  /// Closes of all bars, and lows and highs of as many groups of bars as a screen has columns.
  private record Columns(Series closes, Series lows, Series highs) {
    static Columns of(BarColumns bars) {
      int size = bars.size();
      double[] close = new double[size];
      for (int i = 0; i < size; i++) {
        close[i] = FixedPoint.toDouble(bars.close()[i]);
      }
      int groups = Math.min(size, Thinned.COLUMNS);
      long[] times = new long[groups];
      double[] low = new double[groups];
      double[] high = new double[groups];
      for (int g = 0; g < groups; g++) {
        int from = (int) ((long) g * size / groups);
        int to = (int) ((g + 1L) * size / groups);
        times[g] = bars.closeTimeNanos()[to - 1];
        low[g] = FixedPoint.toDouble(Arrays.stream(bars.low(), from, to).min().orElseThrow());
        high[g] = FixedPoint.toDouble(Arrays.stream(bars.high(), from, to).max().orElseThrow());
      }
      long[] closeTimes = Arrays.copyOf(bars.closeTimeNanos(), size);
      return new Columns(
          new Series(closeTimes, close), new Series(times, low), new Series(times, high));
    }
  }
}
