/** Data domain metering: reading routes, metering points, installed meters, registers and readings. */
@Export
@Version("1.4.0")
package org.karawatt.metering.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
