/// The states, codes and countries behind `LocationTable`.
extension CityList {
  /// States by country: `name | other names`, entries separated by `;`.
  ///
  /// A name that is also a city's begins with `?`: it counts only after a city of that state.
  static let states: [(String, String)] = [
    (
      "India",
      """
      Maharashtra;Karnataka;Telangana;Tamil Nadu|Tamilnadu;Kerala;Andhra Pradesh;Gujarat;Rajasthan
      Punjab;Haryana;Uttar Pradesh;Uttarakhand;Madhya Pradesh;West Bengal;Bihar;Odisha|Orissa
      Jharkhand;Chhattisgarh;Assam;Himachal Pradesh
      """
    ),
    (
      "United States",
      """
      Alabama|AL;Alaska|AK;Arizona|AZ;Arkansas|AR;California|CA;Colorado|CO;Connecticut|CT
      Delaware|DE;Florida|FL;Georgia|GA;Hawaii|HI;Idaho|ID;Illinois|IL;Indiana|IN;Iowa|IA;Kansas|KS
      Kentucky|KY;Louisiana;Maine|ME;Maryland|MD;Massachusetts|MA;Michigan|MI;Minnesota|MN
      Mississippi|MS;Missouri|MO;Montana|MT;Nebraska|NE;Nevada|NV;New Hampshire|NH;New Jersey|NJ
      New Mexico|NM;?New York|New York State|NY;North Carolina|NC;North Dakota|ND;Ohio|OH
      Oklahoma|OK;Oregon|OR;Pennsylvania|PA;Rhode Island|RI;South Carolina|SC;South Dakota|SD
      Tennessee|TN;Texas|TX;Utah|UT;Vermont|VT;Virginia|VA;?Washington|Washington State|WA
      West Virginia|WV;Wisconsin|WI;Wyoming|WY;District of Columbia|DC|D.C
      """
    ),
    (
      "Canada",
      """
      Ontario|ON;British Columbia|BC;Alberta|AB;Quebec|QC;Manitoba|MB;Nova Scotia|NS;Saskatchewan
      """
    ),
    (
      "Australia",
      "New South Wales|NSW;Queensland|QLD;?Victoria|VIC;South Australia;Western Australia;Tasmania"
    ),
    ("Germany", "Bavaria"), ("United Kingdom", "England;Scotland;Wales;Northern Ireland"),
  ]

  /// Codes that count only after a city of the country: `code | state`, and without a state the
  /// country's own.
  static let codes: [(String, String)] = [
    (
      "India",
      """
      IN;MH|Maharashtra;KA|Karnataka;TG|Telangana;TS|Telangana;TN|Tamil Nadu;KL|Kerala
      AP|Andhra Pradesh;GJ|Gujarat;RJ|Rajasthan;PB|Punjab;HR|Haryana;UP|Uttar Pradesh
      MP|Madhya Pradesh;WB|West Bengal;BR|Bihar;OD|Odisha;JH|Jharkhand;CG|Chhattisgarh
      HP|Himachal Pradesh
      """
    ),
    ("United States", "LA|Louisiana"), ("Canada", "CA;SK|Saskatchewan"),
    (
      "Australia",
      """
      AU;ACT|Australian Capital Territory;NT|Northern Territory;SA|South Australia;TAS|Tasmania
      WA|Western Australia
      """
    ),
    ("United Kingdom", "GB"), ("New Zealand", "NZ"), ("Ireland", "IE"), ("Germany", "DE"),
    ("France", "FR"), ("Spain", "ES"), ("Portugal", "PT"), ("Italy", "IT"), ("Netherlands", "NL"),
    ("Belgium", "BE"), ("Switzerland", "CH"), ("Austria", "AT"), ("Poland", "PL"),
    ("Czech Republic", "CZ"), ("Romania", "RO"), ("Sweden", "SE"), ("Norway", "NO"),
    ("Denmark", "DK"), ("Finland", "FI"), ("Singapore", "SG"), ("Malaysia", "MY"),
    ("Indonesia", "ID"), ("Philippines", "PH"), ("Japan", "JP"), ("China", "CN"), ("Israel", "IL"),
    ("South Africa", "ZA"), ("United Arab Emirates", "AE"), ("Mexico", "MX"), ("Brazil", "BR"),
    ("Argentina", "AR"), ("Colombia", "CO"),
  ]

  static let countries = """
    India;United States|USA|US|U.S|U.S.A|United States of America
    United Kingdom|UK|U.K|Great Britain
    Canada;Australia;New Zealand;Ireland;Germany;France;Spain;Portugal;Italy;Netherlands;Belgium
    Switzerland;Austria;Poland;Czech Republic;Hungary;Romania;Bulgaria;Serbia;Greece;Ukraine;Turkey
    Luxembourg;Slovakia;Croatia;Latvia;Lithuania
    Sweden;Norway;Denmark;Finland;Estonia;Singapore;Malaysia;Indonesia;Philippines;Thailand;Vietnam
    China;Hong Kong;Taiwan;Japan;South Korea;Sri Lanka;Bangladesh;Pakistan;Nepal
    United Arab Emirates|UAE
    Saudi Arabia|KSA;Qatar;Kuwait;Bahrain;Oman;Israel;Egypt;Nigeria;Kenya;South Africa;Mexico;Brazil
    Argentina;Chile;Colombia;Peru;Costa Rica;Uruguay;Morocco;Ghana
    """
}
