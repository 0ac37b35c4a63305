/** Contracts of the unit of work and of what takes part in it: numbers, history, audit, events, idempotency. */
@Export
@Version("1.1.0")
package org.karawatt.kernel.work;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
