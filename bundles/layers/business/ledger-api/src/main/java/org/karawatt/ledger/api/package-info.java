/** Ledger: receivables, payments, late fees, double entry and the proof that everything agrees. */
@Export
@Version("1.3.0")
package org.karawatt.ledger.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
