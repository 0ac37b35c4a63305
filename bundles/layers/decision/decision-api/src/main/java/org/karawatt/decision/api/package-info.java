/** The decision-support layer as its users see it: marts, board, questions, forecasts, what-if. */
@Export
@Version("1.1.0")
package org.karawatt.decision.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
