package dev.signalbox.cost.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.reconcile.Invoice.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceFileTests {

  private static final InvoiceNames USUAL = new InvoiceNames(null, null, null);
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Test
  void openAisExportIsReadAndItsLinesOfOneModelAreAddedUp() throws IOException {
    assertThat(
            amounts(
                """
                start_time,end_time,start_time_iso,amount_value,amount_currency,line_item,project_id
                1795132800,1795219200,2026-11-20T00:00:00+00:00,0.1234567890123,usd,"gpt-4o-2024-08-06, input",p
                1795132800,1795219200,2026-11-20T00:00:00+00:00,1e-3,usd,"gpt-4o-2024-08-06, output",p
                """))
        .isEqualTo(Map.of(new Item(DAY, "gpt-4o-2024-08-06"), new BigDecimal("0.1244567890123")));
  }

  @Test
  void anthropicsExportIsRead() throws IOException {
    assertThat(
            amounts(
                """
                usage_date_utc,model,workspace,usage_type,token_type,cost_usd
                2026-11-20,Claude Sonnet 4.5,Default,message,input,12.50
                2026-11-21,Claude Sonnet 4.5,Default,message,output,-0.5
                """))
        .isEqualTo(
            Map.of(
                new Item(DAY, "claude sonnet 4.5"), new BigDecimal("12.50"),
                new Item(DAY.plusDays(1), "claude sonnet 4.5"), new BigDecimal("-0.5")));
  }

  @Test
  void quotesLineBreaksSemicolonsAndAByteOrderMarkAreRead() throws IOException {
    assertThat(
            amounts(
                "\uFEFF"
                    + """
                    Date;Model;Note;Cost
                    2026-11-20 23:59:59;m;"a ""b"";
                    c";"$1,234.5"
                    """
                        .replace("\n", "\r\n")))
        .isEqualTo(Map.of(new Item(DAY, "m"), new BigDecimal("1234.5")));
  }

  @Test
  void columnsMayBeNamed() throws IOException {
    Invoice invoice =
        InvoiceFile.read(
            stream("When,Who,Dollars,cost\n2026-11-20T23:30:00-02:00,m,7,9\n"),
            new InvoiceNames("when", "Who", "dollars"));

    assertThat(invoice.amounts())
        .isEqualTo(Map.of(new Item(DAY.plusDays(1), "m"), new BigDecimal("7")));
    assertThat(invoice.lines()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "date,model,cost",
        "date,model\n2026-11-20,m",
        "date,model,cost\n2026-11-20,m",
        "date,model,cost\n20.11.2026,m,1",
        "date,model,cost\n2026-13-40,m,1",
        "date,model,cost\n2026-11-20,m,NaN",
        "date,model,cost\n2026-11-20,m,1e300",
        "date,model,cost\n2026-11-20,m,1e30",
        "date,model,cost\n2026-11-20,m,1.",
        "date,model,cost\n2026-11-20,m,\"1,23\"",
        "date,model,cost,currency\n2026-11-20,m,1,EUR",
        "date,model,cost\n2026-11-20,\"m,1",
        "date,model,cost\n2026-11-20,\"m\"x,1"
      })
  void whatCannotBeAnInvoiceIsRefused(String file) {
    assertThatThrownBy(() -> InvoiceFile.read(stream(file), USUAL))
        .isInstanceOf(InvalidInvoiceException.class);
  }

  @Test
  void theLineIsTold() {
    assertThatThrownBy(
            () ->
                InvoiceFile.read(
                    stream("date,model,cost\n2026-11-20,m,1\n\n2026-11-20,m,much\n"), USUAL))
        .hasMessage("line 4 must have an amount such as 12.34 in column 3, not much");
  }

  @Test
  void thereIsAnEndToModelsAndDays() {
    String file =
        IntStream.range(0, 10_001)
            .mapToObj(number -> "2026-11-20,m" + number + ",1")
            .collect(Collectors.joining("\n", "date,model,cost\n", "\n"));

    assertThatThrownBy(() -> InvoiceFile.read(stream(file), USUAL)).hasMessageContaining("10,000");
  }

  private static Map<Item, BigDecimal> amounts(String file) throws IOException {
    return InvoiceFile.read(stream(file), USUAL).amounts();
  }

  private static ByteArrayInputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }
}
