/// The list behind `LocationTable`: `name | state | other names`, entries separated by `;`.
///
/// A name that is also a common word begins with `?`. States are given where people write them.
enum CityList {
  static let byCountry: [(String, String)] = [
    (
      "India",
      """
      Mumbai||Bombay;Navi Mumbai||New Bombay;Thane;Pune||Poona;Nagpur;Nashik||Nasik;Aurangabad
      Kolhapur
      Solapur;Amravati;Bengaluru||Bangalore,Banglore,Bangaluru,Bengalore;Mysuru||Mysore
      Mangaluru||Mangalore
      Hubballi||Hubli;Belagavi||Belgaum;Hyderabad||Hyd,Hitech City;Secunderabad;Warangal
      Chennai||Madras;Coimbatore||Kovai;Madurai;Tiruchirappalli||Trichy;?Salem;Tirunelveli;Vellore
      Erode
      Hosur;Tiruppur||Tirupur;Delhi||NCT of Delhi;New Delhi;Delhi NCR||NCR;Gurugram||Gurgaon
      Noida||NOIDA;Greater Noida;Ghaziabad;Faridabad;Sonipat;Panipat;Karnal;Ambala;Hisar;Rohtak
      Kolkata||Calcutta
      Howrah;Durgapur;Siliguri;Asansol;Kharagpur;Salt Lake||Salt Lake Sector V
      Ahmedabad||Amdavad,Ahemdabad
      Gandhinagar;?Surat;Vadodara||Baroda;Rajkot;Bhavnagar;Jamnagar;?Anand;Vapi;Jaipur;Jodhpur
      Udaipur;?Kota
      Ajmer;Bikaner;Lucknow;Kanpur;Varanasi||Banaras,Benares;Agra;Prayagraj||Allahabad;Meerut
      Bareilly
      Aligarh;Gorakhpur;Mathura;Dehradun;Haridwar;Roorkee;Nainital;Chandigarh
      Mohali||SAS Nagar,Sahibzada Ajit Singh Nagar
      Panchkula;Zirakpur;Ludhiana;Amritsar;Jalandhar;Patiala;Bathinda;Shimla;Baddi;Solan;Jammu
      Srinagar
      Bhopal;Indore;Gwalior;Jabalpur;Ujjain;Raipur;Bhilai;Bilaspur;Patna;Gaya;Muzaffarpur;Ranchi
      Jamshedpur
      Dhanbad;Bokaro;Bhubaneswar||Bhubaneshwar;Cuttack;Rourkela;Guwahati;Shillong;Imphal;Agartala
      Visakhapatnam||Vizag,Vishakhapatnam;Vijayawada;Guntur;Tirupati;Nellore;Kakinada;Rajahmundry
      Anantapur
      Kochi||Cochin,Ernakulam;Thiruvananthapuram||Trivandrum;Kozhikode||Calicut;Thrissur||Trichur
      Kollam||Quilon
      Kottayam;Kannur;Palakkad;Malappuram;Infopark;Technopark;Puducherry||Pondicherry;Goa
      Panaji||Panjim
      Margao;Silvassa;Daman;Andheri;Powai;Bandra;Malad;Goregaon;Vashi;Airoli;Whitefield;Koramangala
      Electronic City;Hinjewadi||Hinjawadi;Kharadi;Magarpatta;Gachibowli;Madhapur;Kondapur
      """
    ),
    (
      "United States",
      """
      New York|NY|NYC,New York City,Manhattan;Brooklyn|NY;?Buffalo|NY;?Rochester|NY;Albany|NY
      Los Angeles|CA|LA;San Francisco|CA|SF,San Francisco Bay Area,Bay Area;San Jose|CA;San Diego|CA
      Sacramento|CA;Oakland|CA;Palo Alto|CA;Mountain View|CA;Sunnyvale|CA;Santa Clara|CA
      Menlo Park|CA
      Redwood City|CA;Fremont|CA;Irvine|CA;Cupertino|CA;San Mateo|CA;Santa Monica|CA;Pasadena|CA
      Burbank|CA
      Long Beach|CA;Pleasanton|CA;Foster City|CA;Milpitas|CA;Culver City|CA;Santa Barbara|CA
      Anaheim|CA
      Fresno|CA;Berkeley|CA;Emeryville|CA;San Ramon|CA;El Segundo|CA;Carlsbad|CA;Seattle|WA
      Bellevue|WA
      Redmond|WA;Kirkland|WA;Tacoma|WA;Spokane|WA;Portland|OR;Beaverton|OR;Hillsboro|OR;Boise|ID
      Austin|TX;Dallas|TX;Houston|TX;San Antonio|TX;Fort Worth|TX;Plano|TX;?Irving|TX;Frisco|TX
      Arlington|TX
      El Paso|TX;Richardson|TX;Chicago|IL;Naperville|IL;Schaumburg|IL;?Peoria|IL;Springfield|IL
      Boston|MA
      Cambridge|MA;Waltham|MA;Burlington|MA;Worcester|MA;Lowell|MA;Framingham|MA;Atlanta|GA
      Alpharetta|GA
      Savannah|GA;Denver|CO;?Boulder|CO;Colorado Springs|CO;Phoenix|AZ;Scottsdale|AZ;Tempe|AZ
      Tucson|AZ;?Chandler|AZ
      ?Mesa|AZ;Las Vegas|NV;?Reno|NV;Salt Lake City|UT;?Provo|UT;Lehi|UT;Minneapolis|MN
      Saint Paul|MN|St. Paul
      Milwaukee|WI;?Madison|WI;Detroit|MI;Ann Arbor|MI;Grand Rapids|MI;Dearborn|MI;Columbus|OH
      Cleveland|OH
      Cincinnati|OH;Dayton|OH;Toledo|OH;Akron|OH;Indianapolis|IN;Fort Wayne|IN
      St. Louis|MO|Saint Louis
      Kansas City|MO;Omaha|NE;?Lincoln|NE;Des Moines|IA;Cedar Rapids|IA;Overland Park|KS
      Wichita|KS;Tulsa|OK
      Oklahoma City|OK;Little Rock|AR;Bentonville|AR;New Orleans|LA;Baton Rouge|LA;Nashville|TN
      Memphis|TN
      Knoxville|TN;Chattanooga|TN;Louisville|KY;Lexington|KY;Birmingham|AL;Huntsville|AL;Miami|FL
      Tampa|FL
      Orlando|FL;Jacksonville|FL;Fort Lauderdale|FL;Boca Raton|FL;Tallahassee|FL;Charlotte|NC
      Raleigh|NC
      Durham|NC;?Cary|NC;Greensboro|NC;Winston-Salem|NC;Charleston|SC;Greenville|SC;Richmond|VA
      Reston|VA
      Herndon|VA;McLean|VA;Norfolk|VA;Virginia Beach|VA;Chantilly|VA
      Washington|DC|Washington DC,Washington D.C
      Baltimore|MD;Bethesda|MD;Rockville|MD;Annapolis|MD;Columbia|MD;Philadelphia|PA;Pittsburgh|PA
      ?Reading|PA;Harrisburg|PA;Newark|NJ;Jersey City|NJ;Princeton|NJ;Hoboken|NJ;Edison|NJ
      Trenton|NJ
      Stamford|CT;Hartford|CT;New Haven|CT;Providence|RI;Wilmington|DE;Honolulu|HI;Anchorage|AK
      Albuquerque|NM;Santa Fe|NM;Billings|MT;Fargo|ND;Sioux Falls|SD;?Mobile|AL;?Jackson|MS
      """
    ),
    (
      "United Kingdom",
      """
      London;Manchester;Birmingham, UK;Leeds;Glasgow;Edinburgh;Liverpool;Bristol;Sheffield;Cardiff
      Belfast
      Newcastle||Newcastle upon Tyne;Nottingham;Leicester;Oxford;Cambridge, UK;?Reading, UK
      Southampton
      Brighton;?Bath;York;Aberdeen;Milton Keynes;Coventry;Swindon;Guildford;Norwich;Slough
      """
    ),
    (
      "Canada",
      """
      Toronto|ON;Vancouver|BC;Montreal|QC|Montréal;Ottawa|ON;Calgary|AB;Edmonton|AB;Winnipeg|MB
      Mississauga|ON;Waterloo|ON;Kitchener|ON;?Hamilton|ON;Halifax|NS;Quebec City|QC|Québec
      ?Victoria|BC
      Brampton|ON;Markham|ON;Saskatoon|SK;?Regina|SK
      """
    ),
    (
      "Australia",
      """
      Sydney|NSW;Melbourne|VIC;Brisbane|QLD;?Perth|WA;Adelaide|SA;Canberra|ACT;Hobart|TAS
      Gold Coast|QLD
      ?Darwin|NT;Parramatta|NSW
      """
    ),
    ("New Zealand", "Auckland;?Wellington;Christchurch"),
    ("Ireland", "Dublin;?Cork;Galway;Limerick"),
    (
      "Germany",
      """
      Berlin;Munich||München;Hamburg;Frankfurt||Frankfurt am Main;Cologne||Köln;Stuttgart
      Düsseldorf||Dusseldorf
      Leipzig;Dresden;Nuremberg||Nürnberg;Hanover||Hannover;Bonn;Karlsruhe;Heidelberg;Walldorf
      Bremen;Mannheim
      """
    ),
    (
      "France",
      """
      Paris;Lyon;Toulouse;Marseille;?Nice;Nantes;Bordeaux;Lille;Strasbourg;Grenoble
      Sophia Antipolis
      """
    ),
    ("Spain", "Madrid;Barcelona;Valencia;Seville||Sevilla;Malaga||Málaga;Bilbao"),
    ("Portugal", "Lisbon||Lisboa;Porto;Braga"),
    ("Italy", "Milan||Milano;Rome||Roma;Turin||Torino;Bologna;Florence||Firenze;Naples||Napoli"),
    ("Netherlands", "Amsterdam;Rotterdam;The Hague||Den Haag;Utrecht;Eindhoven;Delft"),
    ("Belgium", "Brussels||Bruxelles;Antwerp;Ghent;Leuven"),
    ("Luxembourg", "Luxembourg City"),
    ("Switzerland", "Zurich||Zürich;Geneva||Genève;Basel;Lausanne;Bern"),
    ("Austria", "Vienna||Wien;Graz;Linz;Salzburg"),
    (
      "Poland",
      """
      Warsaw||Warszawa;Krakow||Kraków,Cracow;Wroclaw||Wrocław;Gdansk||Gdańsk;Poznan||Poznań
      Lodz||Łódź;Katowice
      """
    ),
    ("Czech Republic", "Prague||Praha;Brno;Ostrava"),
    ("Slovakia", "Bratislava;Kosice"),
    ("Hungary", "Budapest;Debrecen"),
    ("Romania", "Bucharest||București;Cluj-Napoca||Cluj;Iasi||Iași;Timisoara||Timișoara;Brasov"),
    ("Bulgaria", "?Sofia;Plovdiv;Varna"),
    ("Serbia", "Belgrade||Beograd;Novi Sad"),
    ("Croatia", "Zagreb;?Split"),
    ("Greece", "Athens;Thessaloniki"),
    ("Ukraine", "Kyiv||Kiev;Lviv;Kharkiv;Odesa||Odessa;Dnipro"),
    ("Turkey", "Istanbul;Ankara;Izmir"),
    ("Sweden", "Stockholm;Gothenburg||Göteborg;Malmö||Malmo;Uppsala"),
    ("Norway", "Oslo;?Bergen;Trondheim"),
    ("Denmark", "Copenhagen||København;Aarhus"),
    ("Finland", "Helsinki;Espoo;Tampere"),
    ("Estonia", "Tallinn;Tartu"),
    ("Latvia", "Riga"),
    ("Lithuania", "Vilnius;Kaunas"),
    ("Singapore", "Singapore"),
    ("Malaysia", "Kuala Lumpur||KL;Penang;Cyberjaya;Johor Bahru"),
    ("Indonesia", "Jakarta;Bandung;Surabaya;Bali"),
    ("Philippines", "Manila||Metro Manila;Makati;Cebu||Cebu City;Quezon City;Taguig;Davao"),
    ("Thailand", "Bangkok;Chiang Mai"),
    ("Vietnam", "Ho Chi Minh City||Saigon,HCMC;Hanoi||Ha Noi;Da Nang"),
    ("China", "Beijing;Shanghai;Shenzhen;Guangzhou;Hangzhou;Chengdu;Suzhou;Nanjing;Wuhan;Xi'an"),
    ("Hong Kong", "Hong Kong||HK"),
    ("Taiwan", "Taipei;Hsinchu;Taichung"),
    ("Japan", "Tokyo;Osaka;Kyoto;Yokohama;Fukuoka;Nagoya"),
    ("South Korea", "Seoul;Busan;Pangyo;Incheon"),
    ("Sri Lanka", "Colombo;Kandy"),
    ("Bangladesh", "Dhaka;Chittagong||Chattogram"),
    ("Pakistan", "Karachi;Lahore;Islamabad;Rawalpindi"),
    ("Nepal", "Kathmandu;Pokhara"),
    ("United Arab Emirates", "Dubai;Abu Dhabi;Sharjah"),
    ("Saudi Arabia", "Riyadh;Jeddah;Dammam;Khobar||Al Khobar"),
    ("Qatar", "Doha"),
    ("Kuwait", "Kuwait City"),
    ("Bahrain", "Manama"),
    ("Oman", "Muscat"),
    ("Israel", "Tel Aviv||Tel-Aviv;Haifa;Jerusalem;Herzliya"),
    ("Egypt", "Cairo;Alexandria"),
    ("Morocco", "Casablanca;Rabat"),
    ("Nigeria", "Lagos;Abuja"),
    ("Ghana", "Accra"),
    ("Kenya", "Nairobi;Mombasa"),
    ("South Africa", "Johannesburg;Cape Town;?Durban;Pretoria"),
    ("Mexico", "Mexico City||Ciudad de México,CDMX;Guadalajara;Monterrey;Tijuana"),
    (
      "Brazil",
      """
      São Paulo||Sao Paulo;Rio de Janeiro;Curitiba;Belo Horizonte;Porto Alegre
      Florianópolis||Florianopolis
      """
    ),
    ("Argentina", "Buenos Aires;Córdoba||Cordoba;?Rosario"),
    ("Chile", "?Santiago"),
    ("Colombia", "Bogotá||Bogota;Medellín||Medellin;Cali"),
    ("Peru", "Lima"),
    ("Costa Rica", "San José"),
    ("Uruguay", "Montevideo"),
  ]

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
