/// The state of a graph of objects as bytes, and back into a graph that was made the same way.
///
/// It knows nothing of simulations. What it cannot keep it names, and keeps nothing then.
package io.papertape.state;
