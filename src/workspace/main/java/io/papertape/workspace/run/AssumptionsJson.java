package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;

/// Assumptions and limits, every one spelt out, as JSON and back.
public final class AssumptionsJson {
  private AssumptionsJson() {}

  public static ObjectNode toJson(Assumptions assumptions) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("preset", assumptions.preset())
        .put("latencyNanos", assumptions.latencyNanos())
        .put("cash", FixedPoint.format(assumptions.cash()))
        .put("ending", ManifestJson.code(assumptions.ending()));
    FillRules fills = assumptions.fills();
    node.putObject("fills")
        .put("limit", ManifestJson.code(fills.limit()))
        .put("children", ManifestJson.code(fills.children()))
        .put("queue", ManifestJson.code(fills.queue()))
        .put("stopLimit", ManifestJson.code(fills.stopLimit()))
        .put("trail", ManifestJson.code(fills.trail()))
        .put("lots", ManifestJson.code(fills.lots()))
        .put("marketAtDecision", fills.marketAtDecision())
        .put("childrenDieFlat", fills.childrenDieFlat())
        .put("participation", FixedPoint.format(fills.participation()))
        .put("roundsToTick", fills.roundsToTick());
    Fees fees = assumptions.fees();
    node.putObject("fees")
        .put("rate", FixedPoint.format(fees.rate()))
        .put("perUnit", FixedPoint.format(fees.perUnit()))
        .put("perFill", FixedPoint.format(fees.perFill()))
        .put("minimum", FixedPoint.format(fees.minimum()));
    Slippage slippage = assumptions.slippage();
    node.putObject("slippage")
        .put("rate", FixedPoint.format(slippage.rate()))
        .put("entriesOnly", slippage.entriesOnly())
        .put("insideTheBar", slippage.insideTheBar());
    node.putObject("funding")
        .put("kind", ManifestJson.code(assumptions.funding().kind()))
        .put("leverage", assumptions.funding().leverage());
    return node;
  }

  public static Assumptions read(StrictObject node) {
    Assumptions assumptions =
        new Assumptions(
            node.text("preset"),
            fills(node.object("fills")),
            fees(node.object("fees")),
            slippage(node.object("slippage")),
            node.number("latencyNanos"),
            funding(node.object("funding")),
            node.decimal("cash"),
            node.choice("ending", Assumptions.Ending.class));
    node.end();
    return assumptions;
  }

  private static FillRules fills(StrictObject node) {
    FillRules rules =
        new FillRules(
            node.choice("limit", FillRules.Limit.class),
            node.choice("children", FillRules.Children.class),
            node.choice("queue", FillRules.Queue.class),
            node.choice("stopLimit", FillRules.StopLimit.class),
            node.choice("trail", FillRules.Trail.class),
            node.choice("lots", FillRules.Lots.class),
            node.flag("marketAtDecision"),
            node.flag("childrenDieFlat"),
            node.decimal("participation"),
            node.flag("roundsToTick"));
    node.end();
    return rules;
  }

  private static Fees fees(StrictObject node) {
    Fees fees =
        new Fees(
            node.decimal("rate"),
            node.decimal("perUnit"),
            node.decimal("perFill"),
            node.decimal("minimum"));
    node.end();
    return fees;
  }

  private static Slippage slippage(StrictObject node) {
    Slippage slippage =
        new Slippage(node.decimal("rate"), node.flag("entriesOnly"), node.flag("insideTheBar"));
    node.end();
    return slippage;
  }

  private static Funding funding(StrictObject node) {
    Funding funding = new Funding(node.choice("kind", Funding.Kind.class), node.real("leverage"));
    node.end();
    return funding;
  }

  public static ObjectNode toJson(RiskLimits limits) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("maxPosition", FixedPoint.format(limits.maxPosition()))
        .put("maxOrderNotional", FixedPoint.format(limits.maxOrderNotional()))
        .put("maxGrossExposure", limits.maxGrossExposure())
        .put("maxNetExposure", limits.maxNetExposure())
        .put("maxOrdersPerDay", limits.maxOrdersPerDay())
        .put("maxDrawdown", limits.maxDrawdown())
        .put("isShortAllowed", limits.isShortAllowed());
  }

  public static RiskLimits limits(StrictObject node) {
    RiskLimits limits =
        new RiskLimits(
            node.decimal("maxPosition"),
            node.decimal("maxOrderNotional"),
            node.real("maxGrossExposure"),
            node.real("maxNetExposure"),
            Math.toIntExact(node.number("maxOrdersPerDay")),
            node.real("maxDrawdown"),
            node.flag("isShortAllowed"));
    node.end();
    return limits;
  }
}
