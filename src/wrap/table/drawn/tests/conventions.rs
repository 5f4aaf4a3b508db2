//! Tables as situation reports, cables and annexes draw them, and what a narrow screen makes of them.

use super::check;

#[test]
fn figures_of_a_situation_report_below_a_head_of_two_lines() {
    let block = r"
District          Houses      Houses     Dead   Injured   Missing   Displaced   Remarks
                  destroyed   damaged
Ombeli North            120       340      12        45         3       2,310   Bridge at km 88 washed out, road open to light vehicles only
Port Esker               48       112       4         9         -         870   Schools used as shelters until Friday
Salm                      7        31       -         2         -          64   -
Total                   175       483      16        56         3       3,244
";
    check(
        78,
        block,
        r"
District     Houses   Houses  Dead  Injured  Missing  Displaced  Remarks
          destroyed  damaged
Ombeli          120      340    12       45        3      2,310  Bridge at km
North                                                            88 washed
                                                                 out, road
                                                                 open to light
                                                                 vehicles only
Port             48      112     4        9        -        870  Schools used
Esker                                                            as shelters
                                                                 until Friday
Salm              7       31     -        2        -         64  -
Total           175      483    16       56        3      3,244
",
    );
}

#[test]
fn casualties_with_an_underlined_head_and_a_total() {
    let block = r"
Governorate                          Killed    Injured    Of whom children    Of whom women    Source
---------------------------------    ------    -------    ----------------    -------------    ----------------------
Northern Highlands                      212        845                  64               71    Ministry of Health
Western Coast and Islands                31        102                   9               12    Civil Defence
Eastern Plateau                           4         19                   -                2    District hospitals
---------------------------------    ------    -------    ----------------    -------------    ----------------------
TOTAL                                   247        966                  73               85
";
    check(
        78,
        block,
        r"
Governorate         Killed  Injured      Of whom  Of whom women  Source
                                        children
------------------  ------  -------  -----------  -------------  -------------
Northern Highlands     212      845           64             71  Ministry of
                                                                 Health
Western Coast and       31      102            9             12  Civil Defence
Islands
Eastern Plateau          4       19            -              2  District
                                                                 hospitals
------------------  ------  -------  -----------  -------------  -------------
TOTAL                  247      966           73             85
",
    );
    check(
        58,
        block,
        r"
Governorate   Killed  Injured   Of whom      Of  Source
                               children    whom
                                          women
------------  ------  -------  --------  ------  ---------
Northern         212      845        64      71  Ministry
Highlands                                        of Health
Western           31      102         9      12  Civil
Coast and                                        Defence
Islands
Eastern            4       19         -       2  District
Plateau                                          hospitals
------------  ------  -------  --------  ------  ---------
TOTAL            247      966        73      85
",
    );
}

#[test]
fn distances_between_towns() {
    let block = r"
                 Esker   Ombeli    Salm    Lund  Brannik    Berg  Aldmoor   Corven   Dravik   Elmstad
Esker                -      112     230     310      415     502      618      702      811       930
Ombeli             112        -     118     198      303     390      506      590      699       818
Salm               230      118       -      80      185     272      388      472      581       700
";
    check(
        78,
        block,
        r"
       Esker Ombeli Salm Lund Brannik Berg Aldmoor Corven Dravik Elmstad
Esker      -    112  230  310     415  502     618    702    811     930
Ombeli   112      -  118  198     303  390     506    590    699     818
Salm     230    118    -   80     185  272     388    472    581     700
",
    );
}

#[test]
fn weather() {
    let block = r"
Station            Min  Max  Rain mm   Wind           Outlook for the next 48 hours
Esker              -4    3     12.5    NW 25 gust 40  Snow above 800 m, slow thaw along the coast from Friday
Port Lund           2    7      0.0    W 15           Dry, fog in the morning
Brannik Pass      -11   -6     22.0    N 40 gust 70   Blizzard, pass shut to trucks
";
    check(
        78,
        block,
        r"
Station       Min  Max  Rain mm  Wind           Outlook for the next 48 hours
Esker          -4    3     12.5  NW 25 gust 40  Snow above 800 m, slow thaw
                                                along the coast from Friday
Port Lund       2    7      0.0  W 15           Dry, fog in the morning
Brannik Pass  -11   -6     22.0  N 40 gust 70   Blizzard, pass shut to trucks
",
    );
    check(
        58,
        block,
        r"
Station  Min  Max  Rain mm  Wind    Outlook for the next
                                    48 hours
Esker     -4    3     12.5  NW 25   Snow above 800 m, slow
                            gust    thaw along the coast
                            40      from Friday
Port       2    7      0.0  W 15    Dry, fog in the
Lund                                morning
Brannik  -11   -6     22.0  N 40    Blizzard, pass shut to
Pass                        gust    trucks
                            70
",
    );
}

#[test]
fn prices_with_ragged_heads() {
    let block = r"
Commodity            Unit      Esker     Ombeli       Salm   Change on week   Change on year   Comment
Wheat flour          50 kg     4,200      4,350      4,900            +2.1%           +38.0%   Supply by road interrupted in Salm
Rice, imported       25 kg     3,150      3,100      3,600            -0.5%           +12.4%
Diesel               litre       112        118        140            +6.0%           +51.2%   Queues at most stations
";
    check(
        78,
        block,
        r"
Commodity  Unit   Esker  Ombeli   Salm    Change    Change  Comment
                                         on week   on year
Wheat      50 kg  4,200   4,350  4,900     +2.1%    +38.0%  Supply by road
flour                                                       interrupted in
                                                            Salm
Rice,      25 kg  3,150   3,100  3,600     -0.5%    +12.4%
imported
Diesel     litre    112     118    140     +6.0%    +51.2%  Queues at most
                                                            stations
",
    );
}

#[test]
fn two_scripts_side_by_side() {
    let block = r"
Province            المحافظة            Families   الأسر     Kits delivered
Northern Roads      الطرق الشمالية         1,204   ١٢٠٤                 900
Port Esker          ميناء إسكر               310   ٣١٠                  310
";
    check(
        78,
        block,
        r"
Province            المحافظة            Families   الأسر     Kits delivered
Northern Roads      الطرق الشمالية         1,204   ١٢٠٤                 900
Port Esker          ميناء إسكر               310   ٣١٠                  310
",
    );
    check(
        50,
        block,
        r"
Province    المحافظة    Families  الأسر       Kits
                                         delivered
Northern    الطرق          1,204  ١٢٠٤         900
Roads       الشمالية
Port Esker  ميناء إسكر       310  ٣١٠          310
",
    );
}

#[test]
fn empty_cells() {
    let block = r"
Sector           Lead agency           North      South      East       West       Gaps reported by partners
Shelter          UNHCR                 4,000                 1,200                 Tents for 300 families
WASH             UNICEF                           2,000                 900
Health           WHO                   12                    3                     Trauma kits, insulin
";
    check(
        78,
        block,
        r"
Sector   Lead agency  North  South  East   West  Gaps reported by partners
Shelter  UNHCR        4,000         1,200        Tents for 300 families
WASH     UNICEF              2,000         900
Health   WHO          12            3            Trauma kits, insulin
",
    );
    check(
        50,
        block,
        r"
Sector  Lead   North South East  West Gaps
        agency                        reported by
                                      partners
Shelter UNHCR  4,000       1,200      Tents for
                                      300 families
WASH    UNICEF       2,000       900
Health  WHO    12          3          Trauma kits,
                                      insulin
",
    );
}

#[test]
fn a_wide_last_column_that_was_wrapped() {
    let block = r"
Date         Location        Event
12 March     Brannik Pass    Landslide shut the road in both directions; two trucks
                             were buried and a third was pushed off the road by the
                             falling rocks, all drivers survived.
13 March     Ombeli          Bridge closed to all traffic after the inspection of the
                             northern pillar.
14 March     Port Esker      Ferry service resumed.
";
    check(
        78,
        block,
        r"
Date      Location      Event
12 March  Brannik Pass  Landslide shut the road in both directions; two trucks
                        were buried and a third was pushed off the road by the
                        falling rocks, all drivers survived.
13 March  Ombeli        Bridge closed to all traffic after the inspection of
                        the northern pillar.
14 March  Port Esker    Ferry service resumed.
",
    );
}

#[test]
fn contacts() {
    let block = r"
Name                   Function                               Phone                Mail
Jane Roe               Head of Operations                     +41 22 555 01 00     jane.roe@example.org
Amir Haddad            Information Management Officer         +41 22 555 01 17     haddad.amir@example.org
Li Wen                 Logistics                              +41 22 555 01 44     wen@example.org
";
    check(
        78,
        block,
        r"
Name         Function                Phone             Mail
Jane Roe     Head of Operations      +41 22 555 01 00  jane.roe@example.org
Amir Haddad  Information Management  +41 22 555 01 17  haddad.amir@example.org
             Officer
Li Wen       Logistics               +41 22 555 01 44  wen@example.org
",
    );
}

#[test]
fn frames_and_bars() {
    let block = r"
+----------------------+------+---------+-----------------------------------------------------------+
| District             | Dead | Injured | Remarks                                                   |
+----------------------+------+---------+-----------------------------------------------------------+
| Ombeli North         |   12 |      45 | Bridge at km 88 washed out, road open to light traffic    |
| Port Esker           |    4 |       9 | Schools used as shelters until Friday                     |
+----------------------+------+---------+-----------------------------------------------------------+
";
    check(
        78,
        block,
        r"
------------   ----   -------   ----------------------------------------------
District     | Dead | Injured | Remarks
------------   ----   -------   ----------------------------------------------
Ombeli North |   12 |      45 | Bridge at km 88 washed out, road open to light
             |      |         | traffic
Port Esker   |    4 |       9 | Schools used as shelters until Friday
------------   ----   -------   ----------------------------------------------
",
    );
    check(
        58,
        block,
        r"
------------   ----   -------   --------------------------
District     | Dead | Injured | Remarks
------------   ----   -------   --------------------------
Ombeli North |   12 |      45 | Bridge at km 88 washed
             |      |         | out, road open to light
             |      |         | traffic
Port Esker   |    4 |       9 | Schools used as shelters
             |      |         | until Friday
------------   ----   -------   --------------------------
",
    );
}

#[test]
fn bars_that_were_left_unaligned() {
    let block = r"
| District | Dead | Injured | Missing | Displaced persons | Remarks |
|----------|------|---------|---------|-------------------|---------|
| Ombeli North | 12 | 45 | 3 | 2,310 | Bridge at km 88 washed out |
| Port Esker | 4 | 9 | - | 870 | Schools used as shelters until Friday |
";
    check(
        78,
        block,
        r"
District     | Dead | Injured | Missing |   Displaced | Remarks
             |      |         |         |     persons |
----------     ----   -------   -------   -----------   ---------
Ombeli North |   12 |      45 |       3 |       2,310 | Bridge at km 88 washed
             |      |         |         |             | out
Port Esker   |    4 |       9 |       - |         870 | Schools used as
             |      |         |         |             | shelters until Friday
",
    );
}

#[test]
fn groups_and_their_items() {
    let block = r"
Item                                       Quantity     Unit     Delivered     Pending     Warehouse
Food
  Wheat flour                                 1,200     bags         1,000         200     Esker Central
  Cooking oil                                   400     cans           400           -     Esker Central
Shelter
  Tents, family size, winterised                350     pcs            120         230     Port Lund Free Zone
  Blankets                                    5,000     pcs          5,000           -     Ombeli
";
    check(
        78,
        block,
        r"
Item                   Quantity  Unit  Delivered  Pending  Warehouse
Food
  Wheat flour             1,200  bags      1,000      200  Esker Central
  Cooking oil               400  cans        400        -  Esker Central
Shelter
  Tents, family size,       350  pcs         120      230  Port Lund Free Zone
  winterised
  Blankets                5,000  pcs       5,000        -  Ombeli
",
    );
}

#[test]
fn a_letterhead_in_two_columns() {
    let block = r"
MINISTRY OF ROADS AND RAILWAYS                                          Esker, 14 March 2024
Bureau of Bridges and Tunnels                                           Ref. 24/0312/BR-7
";
    check(
        78,
        block,
        r"
MINISTRY OF ROADS AND RAILWAYS  Esker, 14 March 2024
Bureau of Bridges and Tunnels   Ref. 24/0312/BR-7
",
    );
    check(
        40,
        block,
        r"
MINISTRY OF ROADS AND    Esker, 14 March
RAILWAYS                 2024
Bureau of Bridges and    Ref.
Tunnels                  24/0312/BR-7
",
    );
}

#[test]
fn signatures_in_two_columns() {
    let block = r"
Jane Roe                                                        Amir Haddad
Minister of Roads and Railways                                  Minister of Transport
Northland                                                       Southland
";
    check(
        60,
        block,
        r"
Jane Roe                        Amir Haddad
Minister of Roads and Railways  Minister of Transport
Northland                       Southland
",
    );
}

#[test]
fn first_column_wrapped() {
    let block = r"
Organisation                       People reached     Target     Per cent     Remarks
Ministry of Public Works and               12,000     15,000           80     Three teams in the field
  Housing
International Organization for              4,500      9,000           50     Awaiting permits for the
  Migration                                                                   northern valleys
Red Crescent                                2,200      2,000          110
";
    check(
        78,
        block,
        r"
Organisation           People reached  Target  Per cent  Remarks
Ministry of Public             12,000  15,000        80  Three teams in the
Works and Housing                                        field
International                   4,500   9,000        50  Awaiting permits for
Organization for                                         the northern valleys
Migration
Red Crescent                    2,200   2,000       110
",
    );
}

#[test]
fn a_simple_table_of_re_structured_text() {
    let block = r"
=====================  ========  ========================================================
Field                  Type      Meaning
=====================  ========  ========================================================
title                  text      What stands at the top of the briefing, in one line only
date                   day       The day of which the briefing is
=====================  ========  ========================================================
";
    check(
        78,
        block,
        r"
=====  ====  ========================================================
Field  Type  Meaning
=====  ====  ========================================================
title  text  What stands at the top of the briefing, in one line only
date   day   The day of which the briefing is
=====  ====  ========================================================
",
    );
}
