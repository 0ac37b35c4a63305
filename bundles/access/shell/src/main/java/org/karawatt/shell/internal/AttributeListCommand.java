package org.karawatt.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.work.ExtensionAttributes;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** The extension attributes of a record. */
@Service
@Command(scope = "karawatt", name = "attribute-list", description = "Lists the extension attributes of a record")
public class AttributeListCommand extends KarawattCommand {

    private record Row(String name, Object value) {
    }

    @Argument(index = 0, name = "kind", required = true, description = "Kind of record such as customer.account")
    String kind;

    @Argument(index = 1, name = "id", required = true, description = "Id of the record")
    long id;

    @Override
    protected void run() {
        caller().require(Permissions.SYSTEM_ADMIN);
        ExtensionAttributes attributes = service(ExtensionAttributes.class);
        Map<String, Object> found = service(UnitOfWork.class).readOnly(() -> attributes.of(kind, id));
        List<Row> rows = new TreeMap<>(found).entrySet().stream().map(e -> new Row(e.getKey(), e.getValue())).toList();
        show(rows, new Table<Row>().column("Name", Row::name).column("Value", Row::value));
    }
}
