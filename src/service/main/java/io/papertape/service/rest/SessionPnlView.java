package io.papertape.service.rest;

import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionPnl;
import io.papertape.live.session.SessionStatus;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a session has gained, as its books say.
@Schema(name = "SessionPnl")
public record SessionPnlView(
    @Schema(
            description =
                "Equity less the cash it began with: realised and unrealised less fees; account"
                    + " currency, decimal text",
            examples = "523.1")
        String total,
    @Schema(
            description =
                "Of lots that were closed, without fees; account currency, decimal text. What was"
                    + " paid by an instrument itself is in it, such as a dividend")
        String realised,
    @Schema(
            description =
                "What open lots are worth over what they cost; account currency, decimal text")
        String unrealised,
    @Schema(description = "Fees paid; account currency, decimal text") String fees,
    @Schema(
            description =
                "Equity less equity before the first moment of the day, fees included; account"
                    + " currency, decimal text",
            examples = "-12.5")
        String day,
    @Schema(
            description = "The day, by UTC, of the moment that was reached",
            examples = "2026-11-26")
        LocalDate date) {

  /// Falls of equity from its peak.
  @Schema(name = "SessionDrawdown")
  public record Drawdown(
      @Schema(
              description = "Now, as a fraction of the peak, decimal text: 0.25 is a quarter lost",
              examples = "0.0125")
          String now,
      @Schema(description = "Deepest so far, as a fraction of the peak before it, decimal text")
          String deepest,
      @Schema(
              description =
                  "The drawdown at which the session takes no order that opens or grows a"
                      + " position, as a fraction; absent if there is none",
              examples = "0.2")
          Optional<String> stop,
      @Schema(description = "Highest equity so far, account currency, decimal text")
          String peakEquity) {
    static Drawdown of(SessionPnl pnl, SessionManifest manifest) {
      return new Drawdown(
          FixedPoint.format(pnl.drawdown()),
          FixedPoint.format(pnl.deepestDrawdown()),
          Optional.of(manifest.limits().maxDrawdown())
              .filter(limit -> limit > 0)
              .map(limit -> BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString()),
          FixedPoint.format(pnl.peakEquity()));
    }
  }

  static SessionPnlView of(SessionPnl pnl, SessionManifest manifest, SessionStatus status) {
    long cash = manifest.assumptions().cash();
    return new SessionPnlView(
        FixedPoint.format(status.equity() - cash),
        FixedPoint.format(pnl.realised()),
        FixedPoint.format(pnl.unrealised()),
        FixedPoint.format(pnl.feesPaid()),
        FixedPoint.format(status.equity() - pnl.dayStartEquity()),
        LocalDate.ofInstant(Times.instant(status.timeNanos()), ZoneOffset.UTC));
  }
}
