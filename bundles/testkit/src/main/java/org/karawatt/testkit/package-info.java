/** What tests need of the platform outside a container: real databases with the real schema, wired services, a clock, contexts. */
package org.karawatt.testkit;
