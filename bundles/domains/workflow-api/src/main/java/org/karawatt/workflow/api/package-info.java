/** Data domain workflow: processes, cases, tasks, deadlines. */
@Export
@Version("1.3.0")
package org.karawatt.workflow.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
