package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Known lines of the real files, and which company a ticker file holds when.
class LeanFolderTest {
  private LeanFolder folder;

  @BeforeEach
  void open() {
    folder = new LeanFolder(LeanReference.lean());
  }

  @Test
  void aDailyLineIsASessionWithExactPrices() {
    // 20210331 00:00,3953500,3980000,3953300,3963300,90673494
    BarColumns spy = folder.daily("SPY");
    assertThat(spy.bar(spy.size() - 1))
        .isEqualTo(
            bar(
                "2021-03-31T13:30:00Z",
                "2021-03-31T20:00:00Z",
                "395.35 398 395.33 396.33",
                90_673_494));
  }

  @Test
  void aHalfDayClosesAtOne() {
    assertThat(Times.instant(on(folder.daily("spy"), "2020-11-27").closeTimeNanos()))
        .hasToString("2020-11-27T18:00:00Z");
  }

  @Test
  void theFirstHourBeginsAtTheOpen() {
    // 19980102 09:00,973100,975300,970300,970300,384500
    BarColumns hours = folder.hourly("spy");
    assertThat(hours.bar(0))
        .isEqualTo(
            bar(
                "1998-01-02T14:30:00Z",
                "1998-01-02T15:00:00Z",
                "97.31 97.53 97.03 97.03",
                384_500));
    assertThat(hours.size()).isEqualTo(40_832);
  }

  @Test
  void minutesCountFromNewYorkMidnight() {
    // 20131007: 14400000,1674100,1674100,1672500,1672700,3197
    LocalDate day = LocalDate.parse("2013-10-07");
    assertThat(folder.minuteDays("spy")).contains(day);
    assertThat(folder.minutes("spy", day).bar(0))
        .isEqualTo(
            bar(
                "2013-10-07T08:00:00Z",
                "2013-10-07T08:01:00Z",
                "167.41 167.41 167.25 167.27",
                3_197));
  }

  @Test
  void aTickerFileIsCutToTheCompanyThatHasTheTicker() {
    assertThat(folder.validRange("bno")).hasValue(range("2010-06-02", "2050-12-31"));
    assertThat(folder.validRange("uso")).hasValue(range("2006-04-10", "2050-12-31"));
    assertThat(folder.validRange("FB")).hasValue(range("2012-05-18", "2050-12-31"));
    assertThat(folder.validRange("bac")).hasValue(range("1998-10-01", "2050-12-31"));
    assertThat(folder.validRange("foxa")).isEmpty();
    assertThat(firstDay(folder.daily("bno"))).isEqualTo("2010-06-02T13:30:00Z");
  }

  @Test
  void aCompanyIsFollowedThroughItsTickers() {
    assertThat(folder.history("wm"))
        .containsExactly(
            new TickerUse("uw", range("1998-01-02", "1998-07-16")),
            new TickerUse("wmi", range("1998-07-17", "2009-08-04")),
            new TickerUse("wm", range("2009-08-05", "2050-12-31")));
    assertThat(folder.daily("wm").size()).isEqualTo(5849);
    // Class A kept the history of GOOG when it became GOOGL.
    assertThat(firstDay(folder.daily("googl"))).isEqualTo("2004-08-19T13:30:00Z");
    assertThat(firstDay(folder.daily("goog"))).isEqualTo("2014-03-27T13:30:00Z");
  }

  @Test
  void everyLineOfAReusedTickerBelongsToOneCompany() {
    BarColumns old = folder.daily("fb.1"); // FB until 2003-03-28
    BarColumns facebook = folder.daily("fb");
    assertThat(firstDay(old)).isEqualTo("1999-09-29T13:30:00Z");
    assertThat(firstDay(facebook)).isEqualTo("2012-05-18T13:30:00Z");
    assertThat(old.size() + facebook.size()).isEqualTo(2_947);
  }

  @Test
  void daysUnderATickerWithoutAFileAreMissing() {
    BarColumns qqq = folder.daily("qqq"); // QQQQ from 2004-12-01 to 2011-03-22
    int gap = 0;
    for (int i = 1; i < qqq.size(); i++) {
      if (qqq.openTimeNanos()[i] - qqq.openTimeNanos()[i - 1] > 10 * 86_400_000_000_000L) {
        gap++;
        assertThat(Times.instant(qqq.closeTimeNanos()[i - 1])).hasToString("2004-11-30T21:00:00Z");
        assertThat(Times.instant(qqq.openTimeNanos()[i])).hasToString("2011-03-23T13:30:00Z");
      }
    }
    assertThat(gap).isEqualTo(1);
  }

  @Test
  void listsWhatItHolds() {
    assertThat(folder.tickers()).hasSize(21).contains("spy", "wm").isSorted();
    assertThat(folder.instrument("spy").symbol()).isEqualTo("SPY");
    assertThat(folder.actions("foxa").actions()).isEmpty();
  }

  @Test
  void anUnknownTickerIsRefused() {
    assertThatThrownBy(() -> folder.daily("nope"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage("No Lean file for the ticker: ticker=nope, file=nope.zip. See tickers().");
  }

  private static String firstDay(BarColumns bars) {
    return Times.instant(bars.openTimeNanos()[0]).toString();
  }

  private static Bar on(BarColumns bars, String date) {
    for (int i = 0; i < bars.size(); i++) {
      if (Times.instant(bars.openTimeNanos()[i]).toString().startsWith(date)) {
        return bars.bar(i);
      }
    }
    throw new AssertionError("No bar on " + date);
  }

  private static DateRange range(String from, String to) {
    return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Bar bar(String open, String close, String prices, long volume) {
    List<Long> parsed = List.of(prices.split(" ")).stream().map(FixedPoint::parse).toList();
    return new Bar(
        Times.nanos(Instant.parse(open)),
        Times.nanos(Instant.parse(close)),
        parsed.get(0),
        parsed.get(1),
        parsed.get(2),
        parsed.get(3),
        volume);
  }
}
