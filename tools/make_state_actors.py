#!/usr/bin/env python3
"""Make the rows of states' governments, forces and offices from the table of countries.

    make_state_actors.py resources/actors/countries.tsv > resources/actors/states.tsv

Each country gets its government, armed forces, air force, navy, police, ministries, parliament and presidency, under
the names that its adjectives and name make ("Syrian army", "army of Syria", "Syria's army" is left to the grammar).
"""
import sys

LANDLOCKED = set("AF AD AM AT AZ BY BT BO BW BF BI CF TD CZ SZ ET HU KZ XK KG LA LS LI LU MK MW MD MN NP NE PY RW RS SM SK SS CH TJ TM UG UZ VA ZM ZW ML".split())
OFFICES = [
    # id, name after "of" the country, kind, phrases after an adjective, phrases before "of the country"
    ("government", "Government", "government", ["government", "regime", "authorities", "leadership"], ["government"]),
    ("military", "Armed forces", "state_force", ["army", "military", "armed forces", "Army", "Armed Forces", "Defence Forces", "Defense Forces"], ["army", "armed forces", "military"]),
    ("air_force", "Air force", "state_force", ["air force", "Air Force", "warplanes", "fighter jets"], ["air force"]),
    ("navy", "Navy", "state_force", ["navy", "Navy", "coast guard", "coastguard"], ["navy"]),
    ("police", "Police", "police", ["police", "national police", "federal police", "National Police", "Federal Police"], ["police"]),
    ("foreign_ministry", "Foreign ministry", "government", ["foreign ministry", "Foreign Ministry", "Ministry of Foreign Affairs"], ["foreign ministry"]),
    ("defence_ministry", "Defence ministry", "government", ["defence ministry", "defense ministry", "Defence Ministry", "Defense Ministry", "Ministry of Defence", "Ministry of Defense"], ["defence ministry"]),
    ("interior_ministry", "Interior ministry", "government", ["interior ministry", "Interior Ministry", "Ministry of Interior"], ["interior ministry"]),
    ("parliament", "Parliament", "government", ["parliament", "Parliament", "national assembly", "National Assembly"], ["parliament"]),
    ("presidency", "Presidency", "government", ["presidency", "Presidency", "presidential palace"], ["presidency"]),
]
FURTHER = {
    "us/government": "Obama administration|Trump administration|Biden administration|Bush administration|Reagan administration|Clinton administration|US administration|U.S. administration",
    "us/military": "Pentagon|US forces command|U.S. Central Command|US Central Command|CENTCOM|United States Army|U.S. Army|US Army|U.S. Army Special Operations Command|American forces command|AFRICOM|U.S. Africa Command",
    "us/foreign_ministry": "State Department|US State Department|U.S. State Department|Department of State",
    "us/defence_ministry": "Department of Defense|Defense Department|DoD|US Department of Defense",
    "us/parliament": "US Congress|U.S. Congress|US Senate|U.S. Senate|House of Representatives of the United States",
    "us/navy": "U.S. Naval Forces Central Command|NAVCENT|U.S. 5th Fleet|U.S. Navy|US Navy",
    "us/air_force": "U.S. Air Force|US Air Force|USAF|Air Force Reserve Command",
    "gb/military": "Royal Marines|British Army|British Armed Forces|UK armed forces",
    "gb/air_force": "Royal Air Force|RAF",
    "gb/navy": "Royal Navy",
    "gb/foreign_ministry": "Foreign Office|Foreign and Commonwealth Office|FCO|FCDO",
    "gb/defence_ministry": "UK Ministry of Defence|MoD",
    "gb/parliament": "House of Commons|House of Lords",
    "sy/government": "Assad regime|Asad regime|Assad government|regime of Bashar al-Assad|Assad's government|Assad's regime",
    "sy/military": "Syrian Arab Army|SAA|Assad's forces|Assad's army",
    "sy/air_force": "Syrian Arab Air Force",
    "au/foreign_ministry": "DFAT|Department of Foreign Affairs and Trade",
    "au/military": "Australian Defence Force|ADF of Australia",
    "jo/military": "Jordan Armed Forces|Jordanian Arab Army",
    "tr/military": "Turkish Armed Forces|TSK|TAF of Turkey",
    "ru/air_force": "Russian Aerospace Forces|VKS",
    "ua/military": "Armed Forces of Ukraine|AFU|Ukrainian General Staff",
    "ru/military": "Armed Forces of Russia|Red Army",
    "cn/military": "People's Liberation Army|PLA",
    "sv/military": "Salvadoran Armed Forces|ESAF",
    "sa/government": "House of Saud|Saudi royal family",
    "ir/military": "Artesh",
    "eg/military": "Supreme Council of the Armed Forces|SCAF",
}


def main():
    print("# Governments, forces and offices of states; made by tools/make_state_actors.py from countries.tsv.")
    for line in open(sys.argv[1], encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        code, name, aliases, adjectives = (line.rstrip("\n").split("\t") + [""] * 6)[:4]
        adjectives = [a for a in adjectives.split("|") if a]
        names = [name] + [a for a in aliases.split("|") if len(a) > 3]
        for office, title, kind, after, before in OFFICES:
            if office == "navy" and code in LANDLOCKED:
                continue
            found = [f"{a} {x}" for a in adjectives for x in after]
            found += [f"{x} of {'the ' if n.startswith('United') else ''}{n}" for n in names[:2] for x in before]
            key = f"{code.lower()}/{office}"
            found += FURTHER.get(key, "").split("|")
            seen = dict.fromkeys(x for x in found if x)
            print("\t".join([key, f"{title} of {'the ' if name.startswith('United') else ''}{name}", kind, f"{code.lower()}/government", code, "|".join(seen), "", "", "own"]))


if __name__ == "__main__":
    main()
