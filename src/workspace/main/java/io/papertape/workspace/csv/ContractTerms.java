package io.papertape.workspace.csv;

import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import java.util.OptionalLong;

/// What the user said about the contract that is traded, fixed point; what is empty is assumed.
///
/// @param priceStep   tick size, such as 0.25
/// @param multiplier  cash per price unit and contract, such as 50
/// @param minNotional least value of an order; 0: none
public record ContractTerms(OptionalLong priceStep, OptionalLong multiplier, long minNotional) {
  public ContractTerms {
    requirePositive("priceStep", priceStep, "0.25");
    requirePositive("multiplier", multiplier, "50");
  }

  /// Nothing is told.
  public static ContractTerms none() {
    return new ContractTerms(OptionalLong.empty(), OptionalLong.empty(), 0);
  }

  private static void requirePositive(String name, OptionalLong told, String example) {
    if (told.isPresent() && told.getAsLong() <= 0) {
      throw WorkspaceException.configuration(
          "No term of a contract: %s=%s. Use a number above 0, such as %s."
              .formatted(name, FixedPoint.format(told.getAsLong()), example));
    }
  }
}
