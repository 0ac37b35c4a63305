/** What modules implement for processes: automatic steps. */
@Export
@Version("1.0.0")
package org.karawatt.workflow.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
