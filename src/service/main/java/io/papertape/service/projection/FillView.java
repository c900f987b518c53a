package io.papertape.service.projection;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A fill, as the interface shows it.
@Schema(name = "Fill")
public record FillView(
    @Schema(description = "Number of the journal's entry", examples = "19") long seq,
    @Schema(description = "When it became known") Instant time,
    @Schema(description = "Entry of its order") long cause,
    @Schema(description = "Number of its order within the run") long order,
    @Schema(description = "Symbol", examples = "SPY") String instrument,
    @Schema(description = "buy or sell") String side,
    @Schema(description = "Units, decimal text, positive", examples = "10") String quantity,
    @Schema(description = "Price of one unit, account currency, decimal text", examples = "412.05")
        String price,
    @Schema(description = "Fee, account currency, decimal text", examples = "0.8241") String fee,
    @Schema(description = "When it happened in the market") Instant happened,
    @Schema(description = "Number of the instrument's bar, from 0") long bar,
    @Schema(description = "Signed units held after it, decimal text", examples = "10")
        String position,
    @Schema(description = "Cash after it, account currency, decimal text", examples = "95878.68")
        String cash) {}
