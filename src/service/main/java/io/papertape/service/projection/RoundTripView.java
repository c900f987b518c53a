package io.papertape.service.projection;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A round trip, as the interface shows it.
@Schema(name = "RoundTrip")
public record RoundTripView(
    @Schema(description = "Place in the run, from 0") long seq,
    @Schema(description = "Symbol", examples = "SPY") String instrument,
    @Schema(description = "long or short") String direction,
    @Schema(description = "Units, decimal text, positive", examples = "10") String quantity,
    @Schema(description = "Moment of the entry fill") Instant entryTime,
    @Schema(description = "Moment of the exit fill") Instant exitTime,
    @Schema(description = "Number of the bar of the entry fill, from 0") long entryBar,
    @Schema(description = "Number of the bar of the exit fill") long exitBar,
    @Schema(description = "Average entry price, account currency, decimal text") String entryPrice,
    @Schema(description = "Average exit price, account currency, decimal text") String exitPrice,
    @Schema(description = "Profit after fees, account currency, decimal text") String pnl,
    @Schema(description = "Fees of entry and exit, account currency, decimal text") String fees,
    @Schema(description = "Profit over the entry value: 0.05 is five percent")
        double returnFraction,
    @Schema(description = "Worst open loss over the entry value, positive") double maxAdverse,
    @Schema(description = "Best open profit over the entry value, positive")
        double maxFavourable) {}
